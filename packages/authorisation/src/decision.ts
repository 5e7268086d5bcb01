import type { Citation, ProvisionId } from '@juki/legal-basis';
import type { Coordinate } from '@juki/schema-directives';
import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import type { PurposeView, WithheldReason } from './ruling.ts';

/**
 * One coordinate that was asked for and is closed, on the field that therefore comes back null. Never per row or alias;
 * an input field that closes several fields stands here once for each.
 */
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
  /** Fields that the operation will read, arguments, input fields and enum values that it will use; sorted. */
  readonly coordinates: readonly Coordinate[];
  /** The provisions relied on for them; sorted. */
  readonly provisions: readonly ProvisionId[];
  /** Sorted by coordinate and field. */
  readonly withheld: readonly Withheld[];
} & (PermittedDecision | { readonly verdict: 'refused' });

/** The part of a decision with which a request goes on. */
export interface PermittedDecision {
  readonly verdict: 'unchanged' | 'filtered';
  /** In a canonical form: fragments inlined, conditions resolved; without introspection of the schema. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** The document as text. Plans must be remembered under this text, never under the caller's. */
  readonly source: string;
  /** `__schema` and `__type` as asked, to be answered from the contract schema; `null` if not asked. */
  readonly introspection: DocumentNode | null;
}
