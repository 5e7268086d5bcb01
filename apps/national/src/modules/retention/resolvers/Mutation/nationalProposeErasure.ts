import type { ErasureKind, OrderResult } from '@juki/retention';
import type { RetentionContext } from '../../retention-context.ts';

/** 消去の提案: the caller is the proposer, and approves nothing of it. */
export function nationalProposeErasure(
  _root: unknown,
  { key, kind }: { readonly key: string; readonly kind: ErasureKind },
  { grant, services: { retention } }: RetentionContext,
): Promise<OrderResult> {
  return retention.propose({ body: retention.bodyOf(grant), key, kind, operator: grant.actor.operator });
}
