import type { ErasureOrder } from '@juki/retention';
import type { RetentionContext } from '../../retention-context.ts';

/** 消去の命令: the orders of the body for which the caller acts. */
export function nationalErasureOrders(
  _root: unknown,
  _none: unknown,
  { grant, services: { retention } }: RetentionContext,
): Promise<readonly ErasureOrder[]> {
  return retention.orders(retention.bodyOf(grant));
}
