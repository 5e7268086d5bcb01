import type { Scope } from '@juki/grants';

/** Whether a grant reaches a municipality. A check knows two reaches: that of a municipality and that of a prefecture. */
export function scopeHolds(scope: Scope, municipality: string): boolean {
  if (!/^[0-9]{6}$/.test(municipality)) return false;
  if (scope.reach === 'own-municipality') return scope.municipality === municipality;
  return scope.reach === 'own-prefecture' && municipality.startsWith(scope.prefecture);
}
