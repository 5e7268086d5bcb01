import { type CheckContext, type LowerServices, listRuns } from '@juki/consistency/tier';
import { municipalityOf } from '../../municipality-of.ts';

/** 確認の履歴. */
export function municipalConsistencyRuns(
  _root: unknown,
  { first }: { readonly first: number },
  context: CheckContext<LowerServices>,
) {
  return listRuns(context, municipalityOf(context.grant), first);
}
