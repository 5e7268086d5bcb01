import type { RegistryContext } from '@juki/subgraph-runtime';
import { actingFor } from '../../acting.ts';
import type { WithMoves } from '../../move-services.ts';
import { type NoticeMessage, receiveNotice } from '../../receive-messages.ts';

/** 転出地市町村長の通知 (住民基本台帳法24条の2第3項, 第6項). */
export async function deliverMoveNotice(
  _root: unknown,
  { notice }: { readonly notice: NoticeMessage },
  context: RegistryContext<WithMoves>,
) {
  return receiveNotice(context.services['special-moves'], notice, actingFor(context));
}
