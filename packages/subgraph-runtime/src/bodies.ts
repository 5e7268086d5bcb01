import { invariant } from '@juki/errors';
import type { Scope } from '@juki/grants';

/** The bodies (団体) whose files a tier keeps, each with a log of its own. */
export interface Bodies {
  /** The body whose log takes what belongs to none in particular: a refusal before the grant is known. */
  readonly default: string;
  readonly all: readonly string[];
  /** The prefecture (都道府県) with these two digits; `undefined` where another process hosts it. */
  ofPrefecture(prefecture: string): string | undefined;
  /** The body in whose log an empty answer under a scope is recorded. */
  ofScope(scope: Scope): string;
}

/**
 * Reads the list of body codes that a process hosts: 全国地方公共団体コード of six digits, or `jlis`. The first is the
 * default. A prefecture's scope belongs to the body that carries its two digits; a municipality that asks its prefecture
 * (30条の6) leaves its trace there.
 */
export function createBodies(codes: readonly string[]): Bodies {
  const [first] = codes;
  invariant(first !== undefined, 'a tier hosts at least one body');
  const hosted = new Set(codes);

  const ofPrefecture = (prefecture: string) => codes.find((code) => code.startsWith(prefecture));

  const governorOf = (municipality: string) => codes.find((code) => code.startsWith(`${municipality.slice(0, 2)}000`));

  const ofScope = (scope: Scope): string => {
    switch (scope.reach) {
      case 'own-municipality':
        return hosted.has(scope.municipality) ? scope.municipality : (governorOf(scope.municipality) ?? first);
      case 'own-prefecture':
        return ofPrefecture(scope.prefecture) ?? first;
      default:
        return first;
    }
  };

  return { default: first, all: codes, ofPrefecture, ofScope };
}
