import type { RegistryContext } from '@juki/subgraph-runtime';
import { actingFor } from '../../acting.ts';
import type { WithMoves } from '../../move-services.ts';

/** 受けた通知の状況, of the caller's own municipality; whose they are is not shown. */
export async function municipalMoveNotices(_root: unknown, _none: unknown, context: RegistryContext<WithMoves>) {
  const { notices } = context.services['special-moves'];
  const rows = await notices.list(actingFor(context).municipalityCode);
  return rows.map(({ originCode, state, persons, plannedOn, eraseFrom, receivedAt, erasedAt }) => ({
    originCode,
    state,
    persons,
    plannedOn,
    eraseFrom,
    receivedAt: receivedAt.toISOString(),
    erasedAt: erasedAt?.toISOString() ?? null,
  }));
}
