import type { RegistryContext } from '@juki/subgraph-runtime';
import { actingFor } from '../../acting.ts';
import type { WithMoves } from '../../move-services.ts';
import { type ConfirmationMessage, receiveConfirmation } from '../../receive-messages.ts';

/** 転入通知 (住民基本台帳法9条1項). */
export async function confirmMoveOut(
  _root: unknown,
  { confirmation }: { readonly confirmation: ConfirmationMessage },
  context: RegistryContext<WithMoves>,
) {
  return receiveConfirmation(context.services['special-moves'], confirmation, actingFor(context));
}
