import type { Interval } from './legal-date.ts';
import type { ItemId, ProvisionId, Verification } from './provision.ts';
import type { PurposeId } from './purpose-id.ts';

/** The tier (層) at which the body of a caller stands; `person` is the resident, `network` a tier's machine. */
export const callerTiers = ['municipality', 'prefecture', 'nation', 'person', 'network'] as const;

/** One of {@link callerTiers}. */
export type CallerTier = (typeof callerTiers)[number];

/**
 * Whose data a purpose may reach.
 * `none`: structural coordinates only. `outside-prefecture`: everybody but the residents of the caller's own
 * prefecture (30条の11, 30条の12). `self`: the person who asks. `linkage-request`: the subject of one mediation.
 */
export const reaches = [
  'none',
  'self',
  'own-municipality',
  'own-prefecture',
  'outside-prefecture',
  'nationwide',
  'linkage-request',
] as const;

/** One of {@link reaches}. */
export type Reach = (typeof reaches)[number];

/** What a purpose lets its holder do. A query needs `read`, a mutation an action other than that. */
export const actions = ['read', 'notify', 'provide', 'disclose', 'register', 'review', 'erase'] as const;

/** One of {@link actions}. */
export type Action = (typeof actions)[number];

/** What the caller owes when acting under a purpose. */
export const obligations = ['usage-ledger-number', 'second-approver'] as const;

/** One of {@link obligations}. */
export type Obligation = (typeof obligations)[number];

/** How strongly an operator must have logged in (告示334号; S1 リスク2). */
export const assurances = ['two-factor', 'two-factor-biometric', 'machine', 'card'] as const;

/** One of {@link assurances}. */
export type Assurance = (typeof assurances)[number];

/**
 * One provision on which a purpose rests, with the items that it gives to this purpose.
 * `ordinance`: the grant is open only while the caller's body has that ordinance (条例) on file.
 */
export interface PurposeGrant {
  readonly provision: ProvisionId;
  readonly items: readonly ItemId[];
  readonly ordinance: boolean;
  /** Why the grant stands: a link such as 番号法別表38項 to the affair, or the table row itself. */
  readonly reason: string;
  readonly inForce: Interval;
  readonly verification: Verification;
}

/** The row of the table as it was read, for people and for the proof that compares it with what is granted. */
export interface PurposeRow {
  readonly agency: { readonly ja: string; readonly en: string | null };
  /** The Act of the affair, its number, and its articles or the affair as the table names it. */
  readonly law: string;
  readonly lawNumber: string | null;
  readonly articles: string;
  /** Items that the table's own provision does not give. Another provision may: they are no prohibitions. */
  readonly excludedItems: readonly ItemId[];
  /** What the row says of the 個人番号, as read: `only_if_番号法9条`. By itself it opens nothing. */
  readonly myNumber: string;
  readonly note: string;
}

/** One statutory affair (事務) that a caller may state, or a function of the system with its article. */
export interface Purpose {
  readonly id: PurposeId;
  /** `住民基本台帳法別表第六` and `2`; both `null` for a functional purpose. */
  readonly table: string | null;
  readonly item: string | null;
  readonly title: { readonly ja: string; readonly en: string };
  /** Who may state it: a caller whose agency is of one of these kinds (exact text of the table) at one of these tiers. */
  readonly agencyKinds: readonly string[];
  readonly callerTiers: readonly CallerTier[];
  readonly reach: Reach;
  readonly actions: readonly Action[];
  readonly assurance: Assurance;
  readonly obligations: readonly Obligation[];
  readonly grants: readonly PurposeGrant[];
  /**
   * The affair under which the national tier answers when the prefectural file does not hold the person: 別表第六 2項 to
   * its row in 別表第三. `null`: there is no second hop.
   */
  readonly secondHop: PurposeId | null;
  readonly row: PurposeRow;
  readonly inForce: Interval;
  readonly verification: Verification;
  readonly sources: readonly string[];
}
