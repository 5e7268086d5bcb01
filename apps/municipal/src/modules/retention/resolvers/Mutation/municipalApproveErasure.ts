import type { OrderResult } from '@juki/retention';
import type { RetentionContext } from '../../retention-context.ts';

/** 消去の承認. */
export function municipalApproveErasure(
  _root: unknown,
  { order }: { readonly order: string },
  { grant, services: { retention } }: RetentionContext,
): Promise<OrderResult> {
  return retention.approve(retention.bodyOf(grant), order, grant.actor);
}
