import type { Verification } from './provision.ts';
import type { CallerTier } from './purpose.ts';

/** Id of an agency (機関) in the register: `osaka-education`. */
export type AgencyId = string & { readonly __brand: 'AgencyId' };

/**
 * An agency whose operators may call. Not law but configuration, kept beside it since `kinds` are words of the tables:
 * a purpose may be stated by an agency that has one of its kinds and stands at one of its tiers.
 */
export interface Agency {
  readonly id: AgencyId;
  readonly names: { readonly ja: string; readonly en: string };
  readonly tier: CallerTier;
  /** Exact words of the tables (`教育委員会`, `都道府県知事以外の執行機関`), from the closed list of kinds. */
  readonly kinds: readonly string[];
  /** Code of the body (団体) to which it belongs; `null` for the person. */
  readonly body: string | null;
  /** Two digits. */
  readonly prefecture: string | null;
  /** Six digits (全国地方公共団体コード). */
  readonly municipality: string | null;
  /** May state any purpose: for a sandbox on synthetic data only; the service profile refuses such a catalogue. */
  readonly anyPurpose: boolean;
  readonly verification: Verification;
}
