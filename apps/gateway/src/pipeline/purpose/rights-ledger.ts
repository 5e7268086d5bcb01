import type { LegalDate } from '@juki/legal-basis';

/**
 * The ledger of rights (権限管理台帳) as the gateway asks it at every request: from memory, kept equal to the database by
 * a version number. Every method throws `RIGHTS_UNAVAILABLE` when the copy may be stale.
 */
export interface RightsLedger {
  /** Whether an operator holds a right, in force at the instant (milliseconds since 1970), to state a purpose. */
  holds(right: { readonly operator: string; readonly agency: string; readonly purpose: string }, at: number): boolean;
  /** Ids of the purposes for which the body of a caller has an ordinance (条例) on file and in force. */
  ordinances(body: string | null, date: LegalDate): ReadonlySet<string>;
}
