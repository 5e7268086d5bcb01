import type { RegistryContext } from '@juki/subgraph-runtime';
import { actingFor } from '../../acting.ts';
import type { WithMoves } from '../../move-services.ts';
import { type AskMessage, receiveAsk } from '../../receive-messages.ts';

/** 転入地市町村長の通知 (住民基本台帳法24条の2第5項). */
export async function askMoveNotice(
  _root: unknown,
  { ask }: { readonly ask: AskMessage },
  context: RegistryContext<WithMoves>,
) {
  return receiveAsk(context.services['special-moves'], ask, actingFor(context));
}
