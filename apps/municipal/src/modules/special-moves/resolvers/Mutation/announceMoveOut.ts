import type { RegistryContext } from '@juki/subgraph-runtime';
import { actingFor } from '../../acting.ts';
import { announceMoveOut as announce } from '../../announce-move-out.ts';
import type { MoveOutFiling } from '../../filings.ts';
import type { WithMoves } from '../../move-services.ts';
import { showMoveOut } from '../../show-moves.ts';

/** 転出届の特例 (住民基本台帳法24条の2第1項, 第2項). */
export async function announceMoveOut(
  _root: unknown,
  { moveOut: filing }: { readonly moveOut: MoveOutFiling },
  context: RegistryContext<WithMoves>,
) {
  const services = context.services['special-moves'];
  const { outcome, moveOut } = await announce(services, filing, actingFor(context));
  return { outcome, moveOut: moveOut && (await showMoveOut(services, moveOut)) };
}
