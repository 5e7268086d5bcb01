import type { CheckContext } from '@juki/consistency/tier';

/** The municipality of whoever asks; nobody's, where the purpose reaches further than one, and then no list has anything. */
export function municipalityOf({ scope }: CheckContext<unknown>['grant']): string {
  return scope.reach === 'own-municipality' ? scope.municipality : '';
}
