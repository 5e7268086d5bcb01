import { JukiError } from '@juki/errors';
import type { Grant } from '@juki/grants';

/** The municipality whose machine or clerk asks. Every purpose of this module reaches the own municipality and no other. */
export function municipalityOf({ scope }: Pick<Grant, 'scope'>): string {
  if (scope.reach === 'own-municipality') return scope.municipality;
  throw new JukiError('GRANT_EXCEEDED', 'Changes are those of one municipality.');
}
