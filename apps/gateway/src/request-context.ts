import type { PurposeBound } from './pipeline/purpose/bind-purpose.ts';

/** What Apollo Server carries through a request for us. A class, so that it can be told from anything else. */
export class RequestContext {
  readonly bound: PurposeBound;
  /** Set once the pipeline has taken the operation over: from then on it records refusals itself. */
  answered = false;

  constructor(bound: PurposeBound) {
    this.bound = bound;
  }
}
