import type { RegistryContext } from '@juki/subgraph-runtime';
import { actingFor } from '../../acting.ts';
import { eraseUnclaimed } from '../../erase-unclaimed.ts';
import type { WithMoves } from '../../move-services.ts';

/** 通知された事項の消去 (住民基本台帳法24条の2第4項). */
export async function eraseUnclaimedMoveNotices(_root: unknown, _none: unknown, context: RegistryContext<WithMoves>) {
  return eraseUnclaimed(context.services['special-moves'], actingFor(context));
}
