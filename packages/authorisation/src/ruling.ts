import type { Citation, LegalDate, ProvisionId, Purpose } from '@juki/legal-basis';
import type { Coordinate } from '@juki/schema-directives';

/** Why a coordinate is closed. A fixed vocabulary: it stands in refusals and in the log. */
export type WithheldReason =
  /** The purpose rests on none of the provisions that would open the coordinate. */
  | 'NO_BASIS_FOR_PURPOSE'
  /** It rests on one, but that one does not give this item to this purpose. */
  | 'ITEM_NOT_GRANTED'
  /** It rests on one, but that one is not in force on the day. */
  | 'NOT_IN_FORCE'
  /** It would be open if the caller's body had the ordinance on file. */
  | 'ORDINANCE_MISSING'
  /** A prohibition closes the item. */
  | 'PROHIBITED'
  /** The coordinate carries no rule. */
  | 'UNRULED';

/** What the law says of one coordinate under one purpose on one day, with its grounds. */
export type Ruling =
  | { readonly permitted: true; readonly structural: boolean; readonly provisions: readonly ProvisionId[] }
  | { readonly permitted: false; readonly reason: WithheldReason; readonly needed: readonly Citation[] };

/** Facts beyond the catalogue that a ruling may depend on. */
export interface Facts {
  /** Ids of the purposes for which the caller's body has an ordinance (条例) on file and in force. */
  readonly ordinances: ReadonlySet<string>;
}

/** One purpose on one day: everything that can be asked under it. Rulings are remembered, so asking twice is free. */
export interface PurposeView {
  readonly purpose: Purpose;
  readonly date: LegalDate;
  /** Hash that names the snapshot of supergraph and catalogue. */
  readonly snapshot: string;
  ruling(coordinate: Coordinate): Ruling;
}
