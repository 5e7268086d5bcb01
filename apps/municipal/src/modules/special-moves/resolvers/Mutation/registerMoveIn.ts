import type { RegistryContext } from '@juki/subgraph-runtime';
import { actingFor } from '../../acting.ts';
import type { WithMoves } from '../../move-services.ts';
import { registerMoveIn as register } from '../../register-move-in.ts';
import { showMoveIn } from '../../show-moves.ts';

/** 住民票の記載 from the notice (住民基本台帳法8条, 22条; 9条1項). */
export async function registerMoveIn(
  _root: unknown,
  { key }: { readonly key: string },
  context: RegistryContext<WithMoves>,
) {
  const services = context.services['special-moves'];
  const { outcome, moveIn } = await register(services, key, actingFor(context));
  return { outcome, moveIn: moveIn && (await showMoveIn(services, moveIn, context.ledger)) };
}
