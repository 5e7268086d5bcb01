import type { HoldResult } from '@juki/retention';
import type { RetentionContext } from '../../retention-context.ts';

/** 消去停止の解除の申請. */
export function nationalAskLegalHoldRelease(
  _root: unknown,
  { hold, reason }: { readonly hold: string; readonly reason: string },
  { grant, services: { retention } }: RetentionContext,
): Promise<HoldResult> {
  return retention.askRelease(retention.bodyOf(grant), hold, grant.actor.operator, reason);
}
