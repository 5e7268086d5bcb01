import type { RegistryContext } from '@juki/subgraph-runtime';
import { actingFor } from '../../acting.ts';
import { fileMoveIn as file } from '../../file-move-in.ts';
import type { MoveInFiling } from '../../filings.ts';
import type { WithMoves } from '../../move-services.ts';
import { showMoveIn } from '../../show-moves.ts';

/** 最初の転入届 (住民基本台帳法22条1項, 24条の2第1項). */
export async function fileMoveIn(
  _root: unknown,
  { moveIn: filing }: { readonly moveIn: MoveInFiling },
  context: RegistryContext<WithMoves>,
) {
  const services = context.services['special-moves'];
  const { outcome, moveIn } = await file(services, filing, actingFor(context));
  return { outcome, moveIn: moveIn && (await showMoveIn(services, moveIn, context.ledger)) };
}
