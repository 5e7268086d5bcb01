import type { HoldResult } from '@juki/retention';
import type { RetentionContext } from '../../retention-context.ts';

/** 消去停止の解除. */
export function municipalReleaseLegalHold(
  _root: unknown,
  { hold }: { readonly hold: string },
  { grant, services: { retention } }: RetentionContext,
): Promise<HoldResult> {
  return retention.releaseHold(retention.bodyOf(grant), hold, grant.actor.operator);
}
