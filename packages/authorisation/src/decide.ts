import type { DocumentNode, GraphQLSchema } from 'graphql';
import { decideOperation, type OnWithheld } from './decide-operation.ts';
import type { Decision } from './decision.ts';
import { defaultLimits, type Limits } from './limits.ts';
import type { PurposeView } from './ruling.ts';
import { selectOperation } from './select-operation.ts';
import type { Variables } from './variables.ts';

/** One document under one purpose. */
export interface DocumentQuestion {
  readonly schema: GraphQLSchema;
  readonly view: PurposeView;
  readonly document: DocumentNode;
  readonly operationName?: string | null;
  readonly variables?: Variables;
  readonly onWithheld?: OnWithheld;
  readonly limits?: Limits;
}

/** Decides a validated document once, unremembered: for explanations and proofs. A gateway uses `createDecider`. */
export function decide(question: DocumentQuestion): Decision {
  const { schema, view, document, operationName = null, variables = {}, onWithheld = 'filter' } = question;
  const selected = selectOperation(schema, document, operationName);
  return decideOperation({ selected, view, variables, onWithheld, limits: question.limits ?? defaultLimits });
}
