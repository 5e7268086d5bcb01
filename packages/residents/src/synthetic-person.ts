import type { ResidentCode } from '@juki/identifiers';
import { filesOf, type PersonRows } from './files.ts';
import type { ChangeNotice, RecordRevision } from './record-revision.ts';

/** Who a synthetic person is, beside the rows. */
export interface PersonIdentity {
  /** Stable for a seed: `person-000000123`, or `cast-…`. */
  readonly id: string;
  /** Members of one household (世帯) share this. */
  readonly household: string;
  readonly foreign: boolean;
  /** The first 住民票コード: what `ref` is computed from, before any change of the code. */
  readonly firstResidentCode: ResidentCode;
  /** Serial of the 利用者証明用電子証明書, for the person who can log in. */
  readonly certificateSerial: string | null;
}

/** A person who never was, with every row that the three tiers hold of them. */
export interface SyntheticPerson extends PersonIdentity, PersonRows {
  /** The last row of all: where the person is now, or how they left. */
  readonly latest: RecordRevision;
}

/** The person of some notices; `undefined` where no municipality of the system ever notified any. */
export function personOf(identity: PersonIdentity, notices: readonly ChangeNotice[]): SyntheticPerson | undefined {
  const rows = filesOf(notices);
  const latest = rows.nationalRows[rows.nationalRows.length - 1];
  return latest === undefined ? undefined : { ...identity, ...rows, latest };
}
