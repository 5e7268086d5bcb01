import type { LegalHold } from '@juki/retention';
import type { RetentionContext } from '../../retention-context.ts';

/** 消去停止: the holds of the body for which the caller acts. */
export function nationalLegalHolds(
  _root: unknown,
  _none: unknown,
  { grant, services: { retention } }: RetentionContext,
): Promise<readonly LegalHold[]> {
  return retention.holds(retention.bodyOf(grant));
}
