import type { OrderResult } from '@juki/retention';
import type { RetentionContext } from '../../retention-context.ts';

/** 消去の却下. */
export function municipalRefuseErasure(
  _root: unknown,
  { order, reason }: { readonly order: string; readonly reason: string },
  { grant, services: { retention } }: RetentionContext,
): Promise<OrderResult> {
  return retention.refuse(retention.bodyOf(grant), order, grant.actor.operator, reason);
}
