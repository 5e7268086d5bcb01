import { JukiError } from '@juki/errors';
import { contains, type Interval, type LegalDate } from '@juki/legal-basis';
import type { RightsLedger } from '../pipeline/purpose/rights-ledger.ts';

/** One right of the ledger, as far as a decision needs it; instants in milliseconds since 1970. */
export interface Right {
  readonly operator: string;
  readonly agency: string;
  /** A purpose id, or `*` for the analyst of the sandbox. */
  readonly purpose: string;
  readonly from: number;
  /** First instant at which the right no longer holds. */
  readonly until: number;
}

/** One ordinance (条例) on file. */
export interface OrdinanceOnFile {
  /** For whom it is on file. */
  readonly body: string;
  readonly purpose: string;
  readonly inForce: Interval;
}

/** Everything of the ledger at one version. */
export interface RightsState {
  readonly version: bigint;
  readonly rights: readonly Right[];
  readonly ordinances: readonly OrdinanceOnFile[];
}

/** A copy of the ledger in memory that knows when it was last known to be equal to the ledger. */
export interface RightsCopy extends RightsLedger {
  /** `confirmedAt`: when the state was read, or found to be of the newest version (milliseconds of a monotonic clock). */
  put(state: RightsState, confirmedAt: number): void;
  confirm(confirmedAt: number): void;
  readonly version: bigint | undefined;
}

/**
 * Answers from memory, which costs nothing, and refuses to answer (`RIGHTS_UNAVAILABLE`) once the copy has not been
 * confirmed for `staleAfterMs`: a withdrawn right must not live on because a database is out of reach.
 */
export function createRightsCopy(monotonic: () => number, staleAfterMs: number): RightsCopy {
  let state: RightsState | undefined;
  let byHolder = new Map<string, readonly Right[]>();
  let confirmed = Number.NEGATIVE_INFINITY;

  return {
    get version() {
      return state?.version;
    },
    put(next, confirmedAt) {
      state = next;
      byHolder = new Map();
      for (const right of next.rights) {
        const key = holder(right.operator, right.agency);
        byHolder.set(key, [...(byHolder.get(key) ?? []), right]);
      }
      confirmed = confirmedAt;
    },
    confirm(confirmedAt) {
      confirmed = confirmedAt;
    },
    holds({ operator, agency, purpose }, at) {
      current();
      const rights = byHolder.get(holder(operator, agency)) ?? [];
      return rights.some(
        (right) => (right.purpose === purpose || right.purpose === '*') && right.from <= at && at < right.until,
      );
    },
    ordinances(body, date) {
      const { ordinances } = current();
      return new Set(ordinances.filter((ordinance) => onFile(ordinance, body, date)).map(({ purpose }) => purpose));
    },
  };

  function current(): RightsState {
    if (state && monotonic() - confirmed <= staleAfterMs) return state;
    throw new JukiError(
      'RIGHTS_UNAVAILABLE',
      'The ledger of rights cannot be asked, so no right can be confirmed. Try again.',
    );
  }
}

function holder(operator: string, agency: string): string {
  return JSON.stringify([operator, agency]);
}

function onFile(ordinance: OrdinanceOnFile, body: string | null, date: LegalDate): boolean {
  return ordinance.body === body && contains(ordinance.inForce, date);
}
