import type { Citation, ProvisionId } from '@juki/legal-basis';
import type { Coordinate } from '@juki/schema-directives';
import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import type { PurposeView, WithheldReason } from './ruling.ts';

/** One coordinate that was asked for and is closed. One per coordinate, however many rows or aliases. */
export interface Withheld {
  readonly coordinate: Coordinate;
  /** The field that comes back null: the coordinate itself, or the field that carries a closed argument. */
  readonly field: Coordinate;
  readonly reason: WithheldReason;
  readonly needed: readonly Citation[];
}

/** What may be done with an operation. The document is the only thing that may be planned. */
export type Decision = {
  readonly view: PurposeView;
  /** Field coordinates that the operation will read, arguments and input fields that it will use; sorted. */
  readonly coordinates: readonly Coordinate[];
  /** The provisions relied on for them; sorted. */
  readonly provisions: readonly ProvisionId[];
  readonly withheld: readonly Withheld[];
} & (
  | { readonly verdict: 'unchanged' | 'filtered'; readonly document: DocumentNode; readonly operation: OperationDefinitionNode }
  | { readonly verdict: 'refused' }
);
