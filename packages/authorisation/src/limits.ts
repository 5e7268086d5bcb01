import { JukiError } from '@juki/errors';

/** How large an operation may be, counted after fragments are expanded. */
export interface Limits {
  /** Fields inside fields. */
  readonly depth: number;
  /** Fields and fragments visited; expansion stops there, so a fragment bomb costs no more than this. */
  readonly selections: number;
  /** Fields under another name: the same search under a hundred names is a hundred searches. */
  readonly aliases: number;
  /** Fragments that the document defines. */
  readonly fragments: number;
}

/** Enough for the largest query of an agency front end and for introspection by the usual tools. */
export const defaultLimits: Limits = { depth: 24, selections: 5000, aliases: 100, fragments: 100 };

/** Counts what one operation uses and stops it at a limit with `OPERATION_TOO_LARGE`. */
export class Budget {
  readonly #limits: Limits;
  readonly #used = { depth: 0, selections: 0, aliases: 0, fragments: 0 };

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** Uses up some of a limit. */
  spend(limit: keyof Limits, amount = 1): void {
    this.#used[limit] += amount;
    if (this.#used[limit] > this.#limits[limit]) throw tooLarge(limit, this.#limits[limit]);
  }

  /** Runs one level deeper. */
  deeper<T>(inside: () => T): T {
    this.spend('depth');
    const result = inside();
    this.#used.depth -= 1;
    return result;
  }
}

function tooLarge(limit: keyof Limits, allowed: number): JukiError {
  return new JukiError('OPERATION_TOO_LARGE', `The operation exceeds the limit of ${allowed} (${limit}). Split it.`, {
    details: { limit, allowed },
  });
}
