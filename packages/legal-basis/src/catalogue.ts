import type { Agency, AgencyId } from './agency.ts';
import type { Interval, LegalDate } from './legal-date.ts';
import type { ItemId, Provision, ProvisionId } from './provision.ts';
import type { Purpose } from './purpose.ts';
import type { PurposeId } from './purpose-id.ts';

/** An article as cited on a day: `住民基本台帳法30条の15第2項1号`. `uncertain` keeps the mark of an unverified date. */
export interface Citation {
  readonly provision: ProvisionId;
  readonly ja: string;
  readonly en: string;
  readonly uncertain: boolean;
}

/** An item (項目) with its names. */
export interface Item {
  readonly id: ItemId;
  readonly ja: string;
  readonly en: string;
  /** Since when records have held the item: 旧氏 since 2019-11-05. */
  readonly inForce: Interval;
}

/** The catalogue of provisions and purposes, parsed and checked. Immutable. Look-ups take untrusted text. */
export interface Catalogue {
  /** SHA-256 (hex) over the canonical content. */
  readonly contentHash: string;
  readonly provisions: ReadonlyMap<ProvisionId, Provision>;
  readonly purposes: ReadonlyMap<PurposeId, Purpose>;
  readonly items: ReadonlyMap<ItemId, Item>;
  readonly agencies: ReadonlyMap<AgencyId, Agency>;
  /** The provision of exactly this id, or `undefined`: `__proto__` and the like included. */
  provision(id: string): Provision | undefined;
  purpose(id: string): Purpose | undefined;
  agency(id: string): Agency | undefined;
  /** Whether `required` is `held` or one of the provisions that contain it: the tree decides, never a string prefix. */
  readonly covers: (required: ProvisionId, held: ProvisionId) => boolean;
  /** Every prohibition in force on a day that closes an item to a purpose. */
  prohibitions(item: ItemId, date: LegalDate, purpose: PurposeId): readonly Provision[];
  /** How a provision is cited on a day; outside its known numbering the citation is of today's number and uncertain. */
  cite(id: ProvisionId, date: LegalDate): Citation;
  /** Every day on which something of the catalogue comes into or goes out of force, ascending. */
  changeDates(): readonly LegalDate[];
}
