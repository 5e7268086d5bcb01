import type { PurposeBound } from './pipeline/purpose/bind-purpose.ts';
import type { OperationFacts } from './pipeline/record/gateway-records.ts';

/** How far an operation came. */
export interface Progress {
  /** Set once the pipeline has taken the operation over: from then on it records refusals itself. */
  answered: boolean;
  /** What a record may say of an operation that never came so far. */
  facts: OperationFacts;
}

/** What Apollo Server carries through a request for us. A class, so that it can be told from anything else. */
export class RequestContext {
  readonly bound: PurposeBound;
  /** An object of its own: Apollo Server works on a copy of the context, and the endpoint must see what was noted. */
  readonly progress: Progress = {
    answered: false,
    facts: { operationHash: null, operationName: null, argumentHash: null },
  };

  constructor(bound: PurposeBound) {
    this.bound = bound;
  }
}
