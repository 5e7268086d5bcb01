import type { Agency, AgencyId } from '../agency.ts';
import { verifications } from '../provision.ts';
import { callerTiers } from '../purpose.ts';
import type { Faults } from './faults.ts';
import { Row } from './row.ts';

const keys = [
  'id',
  'ja',
  'en',
  'tier',
  'kinds',
  'body',
  'prefecture',
  'municipality',
  'anyPurpose',
  'verification',
  'note',
];

/** Which profile the catalogue is read for: `service` refuses an agency that may state any purpose. */
export type Profile = 'development' | 'service';

/** Reads `agencies.yaml`. */
export function parseAgencies(
  raw: unknown,
  kinds: ReadonlySet<string>,
  profile: Profile,
  faults: Faults,
): ReadonlyMap<AgencyId, Agency> {
  const agencies = new Map<AgencyId, Agency>();
  const file = new Row(raw, 'agencies', faults, ['agencies']);
  for (const row of file.rows('agencies', keys)) {
    const agency: Agency = {
      id: row.text('id') as AgencyId,
      names: { ja: row.text('ja'), en: row.text('en') },
      tier: row.word('tier', callerTiers) ?? 'person',
      kinds: row.texts('kinds'),
      body: row.optionalText('body'),
      prefecture: row.optionalText('prefecture'),
      municipality: row.optionalText('municipality'),
      anyPurpose: row.flag('anyPurpose'),
      verification: row.word('verification', verifications) ?? 'unverified',
    };
    if (agencies.has(agency.id)) row.fault('this agency stands twice');
    for (const kind of agency.kinds) if (!kinds.has(kind)) row.fault(`unknown kind of agency ${JSON.stringify(kind)}`);
    if (agency.prefecture !== null && !/^\d{2}$/.test(agency.prefecture)) row.fault('prefecture must be two digits');
    if (agency.municipality !== null && !/^\d{6}$/.test(agency.municipality))
      row.fault('municipality must be six digits');
    if (agency.anyPurpose && profile === 'service')
      row.fault(
        'an agency that may state any purpose is for development only; in service, give each agency its own kinds',
      );
    agencies.set(agency.id, agency);
  }
  return agencies;
}
