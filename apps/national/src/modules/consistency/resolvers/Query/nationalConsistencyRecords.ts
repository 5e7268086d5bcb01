import { answerRecords, type CheckContext, type UpperServices } from '@juki/consistency/tier';

/** 整合性確認 item by item; the answer is the result (6-②, 6-③). */
export function nationalConsistencyRecords(
  _root: unknown,
  { input }: { readonly input: Parameters<typeof answerRecords>[1] },
  context: CheckContext<UpperServices>,
) {
  return answerRecords(context, input);
}
