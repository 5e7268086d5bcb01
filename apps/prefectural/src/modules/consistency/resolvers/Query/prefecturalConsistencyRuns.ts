import { type CheckContext, type LowerServices, listRuns } from '@juki/consistency/tier';

/** 確認の履歴. */
export function prefecturalConsistencyRuns(
  _root: unknown,
  { municipality, first }: { readonly municipality: string; readonly first: number },
  context: CheckContext<LowerServices>,
) {
  return listRuns(context, municipality, first);
}
