import { answerRanges, type CheckContext, type UpperServices } from '@juki/consistency/tier';

/** 整合性確認 of ranges (S0・S1 備考6-②). */
export function prefecturalConsistencyRanges(
  _root: unknown,
  { input }: { readonly input: Parameters<typeof answerRanges>[1] },
  context: CheckContext<UpperServices>,
) {
  return answerRanges(context, input);
}
