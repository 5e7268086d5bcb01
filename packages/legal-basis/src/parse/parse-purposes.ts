import type { Interval, LegalDate } from '../legal-date.ts';
import { type ProvisionId, type Verification, verifications } from '../provision.ts';
import { actions, assurances, callerTiers, obligations, type Purpose, type PurposeGrant, reaches } from '../purpose.ts';
import type { PurposeId } from '../purpose-id.ts';
import type { Faults } from './faults.ts';
import { fromTextRead, intervalKeys, readDate, readInterval } from './interval.ts';
import type { Items } from './parse-items.ts';
import { Row } from './row.ts';

const common = ['callerTiers', 'reach', 'actions', 'assurance', 'obligations', 'excludedItems', 'myNumber', 'textRead'];
const named = ['id', 'ja', 'en', 'agency', 'agencyEn', 'kinds', 'law', 'lawNumber', 'articles', 'inForce', 'note'];
const tableKeys = [...common, 'table', 'source', 'verification', 'provision', 'items', 'note', 'purposes'];
const rowKeys = [...named, 'item', 'verification'];
const functionalKeys = [...named, ...common, 'verification', 'sources', 'grants'];
const grantKeys = ['provision', 'items', 'reason', 'ordinance', 'verification', 'inForce'];

/** Reads one file of `purposes/`: a table with what its rows share, or the functional purposes. */
export function parsePurposes(raw: unknown, items: Items, faults: Faults): readonly Purpose[] {
  const file = new Row(raw, 'purposes', faults, tableKeys);
  return file.has('table') ? parseTable(file, items) : parseFunctional(file, items);
}

function parseTable(file: Row, items: Items): readonly Purpose[] {
  const table = file.text('table');
  const shared = parseShared(file, items);
  const source = file.text('source');
  const tableVerification = file.word('verification', verifications) ?? 'unverified';
  const provision = file.text('provision') as ProvisionId;
  const given = items.read(file, 'items');
  const note = file.optionalText('note') ?? '';
  return file.rows('purposes', rowKeys).map((row) => {
    const item = row.text('item');
    const verification = row.has('verification')
      ? (row.word('verification', verifications) ?? 'unverified')
      : tableVerification;
    const inForce = parseInForce(row, shared.textRead);
    const reason = `${table} ${item}項`;
    const grant = { provision, items: given, ordinance: false, reason, inForce, verification };
    return assemble(row, shared, { table, item, note, verification, inForce, grants: [grant], sources: [source] });
  });
}

function parseFunctional(file: Row, items: Items): readonly Purpose[] {
  return file.rows('purposes', functionalKeys).map((row) => {
    const shared = parseShared(row, items);
    const verification = row.word('verification', verifications) ?? 'unverified';
    const inForce = parseInForce(row, shared.textRead);
    const sources = row.texts('sources');
    const grants = row.rows('grants', grantKeys, 'provision').map((grant): PurposeGrant => {
      const own = grant.row('inForce', intervalKeys);
      return {
        provision: grant.text('provision') as ProvisionId,
        items: items.read(grant, 'items'),
        ordinance: grant.flag('ordinance'),
        reason: grant.text('reason'),
        inForce: own ? readInterval(own) : inForce,
        verification: grant.has('verification')
          ? (grant.word('verification', verifications) ?? 'unverified')
          : verification,
      };
    });
    return assemble(row, shared, { table: null, item: null, note: '', verification, inForce, grants, sources });
  });
}

type Shared = ReturnType<typeof parseShared>;

function parseShared(row: Row, items: Items) {
  const textRead = readDate(row, 'textRead');
  if (textRead === null) row.fault('textRead is missing: the day of the text from which the affair was read');
  return {
    textRead,
    callerTiers: row.words('callerTiers', callerTiers),
    reach: row.word('reach', reaches) ?? 'none',
    actions: row.words('actions', actions),
    assurance: row.word('assurance', assurances) ?? 'two-factor-biometric',
    obligations: row.words('obligations', obligations),
    excludedItems: items.read(row, 'excludedItems'),
    myNumber: row.text('myNumber'),
  };
}

function parseInForce(row: Row, textRead: LegalDate | null): Interval {
  const own = row.row('inForce', intervalKeys);
  return own ? readInterval(own) : fromTextRead(textRead);
}

interface Parsed {
  readonly table: string | null;
  readonly item: string | null;
  readonly note: string;
  readonly verification: Verification;
  readonly inForce: Interval;
  readonly grants: readonly PurposeGrant[];
  readonly sources: readonly string[];
}

function assemble(row: Row, shared: Shared, parsed: Parsed): Purpose {
  const agency = row.text('agency');
  const law = parsed.table === null ? (row.optionalText('law') ?? '') : row.text('law');
  const articles = row.optionalText('articles') ?? '';
  if (parsed.sources.length === 0) row.fault('sources are missing');
  return {
    id: row.text('id') as PurposeId,
    table: parsed.table,
    item: parsed.item,
    title: { ja: row.optionalText('ja') ?? `${law} ${articles}`.trim(), en: row.text('en') },
    agencyKinds: row.has('kinds') ? row.texts('kinds') : [agency],
    callerTiers: shared.callerTiers,
    reach: shared.reach,
    actions: shared.actions,
    assurance: shared.assurance,
    obligations: shared.obligations,
    grants: parsed.grants,
    secondHop: null,
    row: {
      agency: { ja: agency, en: row.optionalText('agencyEn') },
      law,
      lawNumber: row.optionalText('lawNumber'),
      articles,
      excludedItems: shared.excludedItems,
      myNumber: shared.myNumber,
      note: row.optionalText('note') ?? parsed.note,
    },
    inForce: parsed.inForce,
    verification: parsed.verification,
    sources: parsed.sources,
  };
}
