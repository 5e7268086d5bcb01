import { JukiError } from '@juki/errors';
import type { Grant } from '@juki/grants';

/** Two digits of the prefecture whose officer asks. */
export function prefectureOf({ scope }: Pick<Grant, 'scope'>): string {
  if (scope.reach === 'own-prefecture') return scope.prefecture;
  throw new JukiError('GRANT_EXCEEDED', 'The outbox is that of one prefecture.');
}
