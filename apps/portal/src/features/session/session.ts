import type { Operator } from './operator.ts';

/**
 * A person who has signed in. Lives in the memory of the page and nowhere else: reloading or closing the tab ends it,
 * and no other script, tab or later user of the terminal can read it from a storage.
 */
export interface Session {
  readonly accessToken: string;
  readonly idToken: string;
  readonly expiresAt: number;
  readonly operator: Operator;
}
