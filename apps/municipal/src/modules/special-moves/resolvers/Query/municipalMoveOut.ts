import type { RegistryContext } from '@juki/subgraph-runtime';
import { actingFor } from '../../acting.ts';
import { isKey } from '../../filings.ts';
import type { WithMoves } from '../../move-services.ts';
import { showMoveOut } from '../../show-moves.ts';

/** 転出届の状況, of the caller's own municipality. */
export async function municipalMoveOut(
  _root: unknown,
  { key }: { readonly key: string },
  context: RegistryContext<WithMoves>,
) {
  const services = context.services['special-moves'];
  const moveOut = isKey(key) ? await services.outs.find(actingFor(context).municipalityCode, key) : undefined;
  return moveOut ? showMoveOut(services, moveOut) : null;
}
