import type { RegistryContext } from '@juki/subgraph-runtime';
import { actingFor } from '../../acting.ts';
import { isKey } from '../../filings.ts';
import type { WithMoves } from '../../move-services.ts';
import { showMoveIn } from '../../show-moves.ts';

/** 転入届の状況, of the caller's own municipality. */
export async function municipalMoveIn(
  _root: unknown,
  { key }: { readonly key: string },
  context: RegistryContext<WithMoves>,
) {
  const services = context.services['special-moves'];
  const moveIn = isKey(key) ? await services.ins.find(actingFor(context).municipalityCode, key) : undefined;
  return moveIn ? showMoveIn(services, moveIn, context.ledger) : null;
}
