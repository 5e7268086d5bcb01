import type { ItemId, ProvisionId } from '@juki/legal-basis';

/**
 * A schema coordinate, as in the GraphQL specification: `Type`, `Type.field`, `Type.field(arg:)`, `Input.field`,
 * `Enum.VALUE`.
 */
export type Coordinate = string;

/** What one coordinate asks of a purpose. */
export type Requirement =
  /** No personal data: open to every purpose. */
  | { readonly kind: 'structural'; readonly reason: string }
  /**
   * Personal data. `alternatives`: each application of `@legalBasis` is one; any one suffices, and inside one every
   * provision is needed. `item`: the item (項目) that the coordinate carries, if it is a leaf.
   */
  | {
      readonly kind: 'ruled';
      readonly alternatives: readonly (readonly ProvisionId[])[];
      readonly item: ItemId | null;
    }
  /** Neither directive: closed, whatever the purpose. */
  | { readonly kind: 'unruled' };

/** The rules of a supergraph. One function feeds gate, filter, guard, introspection, explanation and audit. */
export interface RuleBook {
  /** Every requirement that a coordinate must meet, all of them: that of its type and its own. Never empty. */
  requirements(coordinate: Coordinate): readonly Requirement[];
  /**
   * For what an interface declares: the coordinates of the object types that answer it. An interface's own rules never
   * suffice to open it. Empty for everything else.
   */
  implementations(coordinate: Coordinate): readonly Coordinate[];
  /**
   * Whether a field or argument is answered under the affair of the second hop: the one that the catalogue links to the
   * stated purpose, never the stated one itself.
   */
  isSecondHop(coordinate: Coordinate): boolean;
  /** Every coordinate of the supergraph that is subject to a rule, in schema order. */
  readonly coordinates: readonly Coordinate[];
}
