import { answerPeople, type CheckContext, type UpperServices } from '@juki/consistency/tier';

/** 整合性確認 of the people of buckets, by digest (6-②). */
export function prefecturalConsistencyPeople(
  _root: unknown,
  { input }: { readonly input: Parameters<typeof answerPeople>[1] },
  context: CheckContext<UpperServices>,
) {
  return answerPeople(context, input);
}
