import type { Citation, LegalDate, ProvisionId, Purpose } from '@juki/legal-basis';
import type { Coordinate } from '@juki/schema-directives';

/**
 * Why a coordinate is closed, the nearest to open first. A fixed vocabulary: it stands in refusals and in the log.
 * - `ITEM_NOT_GRANTED`: the purpose rests on the provisions, but none of them gives it this item.
 * - `ORDINANCE_MISSING`: it would be open if the caller's body had its ordinance (条例) on file.
 * - `NOT_IN_FORCE`: the purpose rests on the provisions, but not on that day.
 * - `NO_BASIS_FOR_PURPOSE`: it rests on none of the sets of provisions that would open the coordinate.
 * - `NO_SECOND_HOP`: it is answered under the affair that the catalogue links to the stated one, and it links none.
 * - `PROHIBITED`: a prohibition closes the item.
 * - `UNRULED`: the coordinate carries no rule.
 */
export const withheldReasons = [
  'ITEM_NOT_GRANTED',
  'ORDINANCE_MISSING',
  'NOT_IN_FORCE',
  'NO_BASIS_FOR_PURPOSE',
  'NO_SECOND_HOP',
  'PROHIBITED',
  'UNRULED',
] as const;

/** One of {@link withheldReasons}. */
export type WithheldReason = (typeof withheldReasons)[number];

/** What the law says of one coordinate under one purpose on one day, with its grounds. */
export type Ruling =
  /** `provisions`: those of the purpose that are relied on. */
  | { readonly permitted: true; readonly structural: boolean; readonly provisions: readonly ProvisionId[] }
  /** `needed`: what is missing, or for `PROHIBITED` the prohibition; never anything about other purposes. */
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
  /** Whether the caller's body has an ordinance on file for this purpose. */
  readonly ordinance: boolean;
  /** Hash that names the snapshot of supergraph and catalogue. */
  readonly snapshot: string;
  /**
   * The affair under which the agency answers what stands behind a second hop (30条の11); `null` where the catalogue links
   * none. Such coordinates are ruled under it alone, all others under the stated purpose alone.
   */
  readonly secondHop: { readonly purpose: Purpose; readonly ordinance: boolean } | null;
  /** Whether a coordinate is ruled under the second hop; what is structural belongs to both. */
  isSecondHop(coordinate: Coordinate): boolean;
  ruling(coordinate: Coordinate): Ruling;
  /** A provision as it is cited on the day of the view. */
  cite(provision: ProvisionId): Citation;
}
