import { type CheckContext, type LowerServices, showRun } from '@juki/consistency/tier';

/** 確認の実施. */
export function prefecturalConsistencyRun(
  _root: unknown,
  { municipality, id }: { readonly municipality: string; readonly id: string },
  context: CheckContext<LowerServices>,
) {
  return showRun(context, municipality, id);
}
