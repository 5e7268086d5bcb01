import { type CheckContext, closeRun, type UpperServices } from '@juki/consistency/tier';

/** 確認の終了. */
export function closePrefecturalConsistencyRun(
  _root: unknown,
  { input }: { readonly input: Parameters<typeof closeRun>[1] },
  context: CheckContext<UpperServices>,
) {
  return closeRun(context, input);
}
