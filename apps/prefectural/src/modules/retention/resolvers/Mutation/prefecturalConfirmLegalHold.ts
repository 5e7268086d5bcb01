import type { HoldResult } from '@juki/retention';
import type { RetentionContext } from '../../retention-context.ts';

/** 消去停止の確認. */
export function prefecturalConfirmLegalHold(
  _root: unknown,
  { hold }: { readonly hold: string },
  { grant, services: { retention } }: RetentionContext,
): Promise<HoldResult> {
  return retention.confirmHold(retention.bodyOf(grant), hold, grant.actor.operator);
}
