import type { Decider, Decision, OnWithheld, PermittedDecision } from '@juki/authorisation';
import { JukiError } from '@juki/errors';
import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import type { PurposeBound } from '../purpose/bind-purpose.ts';
import { assertActionGiven } from './assert-action-given.ts';
import { assertPerson } from './assert-person.ts';

/** A decided operation that may go on, filtered. Only {@link createAuthorise} makes one. */
class AuthorisedRequest {
  protected readonly stage = 'authorised';
  readonly bound: PurposeBound;
  readonly decision: Permitted;
  readonly asked: AskedOperation;

  constructor(bound: PurposeBound, decision: Permitted, asked: AskedOperation) {
    this.bound = bound;
    this.decision = decision;
    this.asked = asked;
  }
}
export type Authorised = AuthorisedRequest;

/** A decision that leaves something to plan. */
export type Permitted = Decision & PermittedDecision;

/** The operation as the caller sent it: parsed and valid against the client's schema. */
export interface AskedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** As sent. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Coerced by the client's schema, defaults included. */
  readonly coerced: Readonly<Record<string, unknown>>;
}

/** An operation that is refused whole (`OPERATION_REFUSED`); the decision says why and goes into the log. */
export class RefusedOperation extends JukiError {
  readonly decision: Decision;

  constructor(bound: PurposeBound, decision: Decision) {
    const [first, ...others] = decision.withheld;
    const articles = first?.needed.map((citation) => citation.ja).join('・') || '住民基本台帳法30条の25';
    const which = `${first?.coordinate ?? 'a part of it'}${others.length > 0 ? ` and ${others.length} more` : ''}`;
    super(
      'OPERATION_REFUSED',
      `${articles}: the operation is refused whole, because ${which} is closed under the purpose ${bound.view.purpose.id}. Nothing was read or written.`,
    );
    this.decision = decision;
  }
}

/**
 * Third stage: whether the purpose lets its holder do such a thing, and what of the operation it reaches, before anything is
 * planned. Errors: `OPERATION_REFUSED`, `OPERATION_UNSUPPORTED`, `OPERATION_TOO_LARGE`. Not a validation rule: validated
 * documents are cached, and a rule would not run again for the next purpose.
 */
export function createAuthorise(decider: Decider) {
  return function authorise(bound: PurposeBound, asked: AskedOperation): Authorised {
    const prepared = decider.prepare(asked.document, asked.operation.name?.value);
    const decision = prepared.decide(bound.view, asked.variables, onWithheld(bound.identified.request.onWithheld));
    assertActionGiven(bound.view, asked.operation.operation, decision);
    assertPerson(bound, asked.operation.operation);
    if (decision.verdict === 'refused') throw new RefusedOperation(bound, decision);
    return new AuthorisedRequest(bound, decision, asked);
  };
}

function onWithheld(stated: readonly string[]): OnWithheld {
  const [value] = stated;
  if (value === undefined) return 'filter';
  if (stated.length === 1 && value === 'refuse') return value;
  throw new JukiError(
    'OPERATION_UNSUPPORTED',
    'The header Juki-On-Withheld takes one value, refuse; without it, withheld fields come back null.',
  );
}
