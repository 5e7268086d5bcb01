import { type CheckContext, openRun, type UpperServices } from '@juki/consistency/tier';

/** 確認の開始 (6-①). */
export function openPrefecturalConsistencyRun(
  _root: unknown,
  { input }: { readonly input: Parameters<typeof openRun>[1] },
  context: CheckContext<UpperServices>,
) {
  return openRun(context, input);
}
