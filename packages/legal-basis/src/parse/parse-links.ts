import type { Interval } from '../legal-date.ts';
import { type ItemId, type ProvisionId, verifications } from '../provision.ts';
import type { Purpose, PurposeGrant } from '../purpose.ts';
import type { PurposeId } from '../purpose-id.ts';
import type { Faults } from './faults.ts';
import { Row } from './row.ts';

const numberKeys = ['purpose', 'affair', 'also', 'ordinance', 'verification', 'evidence'];
const codeKeys = ['purpose', 'provision', 'verification', 'evidence'];
const hopKeys = ['from', 'to', 'verification', 'evidence'];

/** What `links.yaml` adds to the purposes, by purpose. */
export interface Links {
  readonly grants: ReadonlyMap<PurposeId, readonly PurposeGrant[]>;
  readonly secondHops: ReadonlyMap<PurposeId, PurposeId>;
}

const myNumber = 'my_number' as ItemId;
const code = 'juminhyo_code' as ItemId;

/** Reads `links.yaml`: the only place that opens 個人番号 and 住民票コード to an affair of the tables. */
export function parseLinks(raw: unknown, purposes: ReadonlyMap<PurposeId, Purpose>, faults: Faults): Links {
  const file = new Row(raw, 'links', faults, ['numbers', 'codes', 'secondHops']);
  const grants = new Map<PurposeId, PurposeGrant[]>();
  const add = (purpose: Purpose, grant: PurposeGrant) =>
    grants.set(purpose.id, [...(grants.get(purpose.id) ?? []), grant]);

  for (const row of file.rows('numbers', numberKeys, 'purpose')) {
    const purpose = find(row, 'purpose', purposes);
    const affair = find(row, 'affair', purposes);
    const [use] = affair?.grants ?? [];
    if (affair && (affair.table !== '番号法別表' || use === undefined))
      row.fault(`${affair.id} is no row of 番号法別表`);
    const stated = readStated(row);
    if (!purpose || !affair || !use) continue;
    if (purpose.row.lawNumber !== affair.row.lawNumber) row.fault(`${affair.id} is an affair of another Act`);
    const inForce = later(purpose.inForce, affair.inForce);
    const reason = `番号法別表${affair.item}項: ${stated.evidence}`;
    for (const provision of [use.provision, ...(row.texts('also') as ProvisionId[])]) {
      const { ordinance, verification } = stated;
      add(purpose, { provision, items: [myNumber], ordinance, reason, inForce, verification });
    }
  }
  for (const row of file.rows('codes', codeKeys, 'purpose')) {
    const purpose = find(row, 'purpose', purposes);
    const { verification, evidence } = readStated(row);
    const provision = row.text('provision') as ProvisionId;
    if (!purpose) continue;
    add(purpose, {
      provision,
      items: [code],
      ordinance: false,
      reason: evidence,
      inForce: purpose.inForce,
      verification,
    });
  }
  return { grants, secondHops: parseSecondHops(file, purposes) };
}

function parseSecondHops(file: Row, purposes: ReadonlyMap<PurposeId, Purpose>): ReadonlyMap<PurposeId, PurposeId> {
  const hops = new Map<PurposeId, PurposeId>();
  for (const row of file.rows('secondHops', hopKeys, 'from')) {
    const from = find(row, 'from', purposes);
    const to = find(row, 'to', purposes);
    readStated(row);
    if (!from || !to) continue;
    if (hops.has(from.id)) row.fault('has two second hops');
    if (to.reach !== 'outside-prefecture') row.fault(`${to.id} does not reach outside the prefecture`);
    const strangers = from.agencyKinds.filter((kind) => !to.agencyKinds.includes(kind));
    if (strangers.length > 0) row.fault(`${to.id} may not be stated by ${strangers.join(', ')}`);
    hops.set(from.id, to.id);
  }
  for (const [from, to] of hops) if (hops.has(to)) file.fault(`${from}: its second hop ${to} has a hop of its own`);
  return hops;
}

function find(row: Row, key: string, purposes: ReadonlyMap<PurposeId, Purpose>): Purpose | undefined {
  const id = row.text(key);
  const purpose = purposes.get(id as PurposeId);
  if (purpose === undefined && id !== '') row.fault(`${key}: unknown purpose ${JSON.stringify(id)}`);
  return purpose;
}

function readStated(row: Row) {
  return {
    ordinance: row.flag('ordinance'),
    verification: row.word('verification', verifications) ?? ('unverified' as const),
    evidence: row.text('evidence'),
  };
}

/** A link stands from the later of the two days on which its ends were read. */
function later(one: Interval, other: Interval): Interval {
  return (one.from ?? '') < (other.from ?? '') ? other : one;
}
