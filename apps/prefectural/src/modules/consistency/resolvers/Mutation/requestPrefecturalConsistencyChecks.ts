import { askForChecks, type CheckContext, type RequestServices } from '@juki/consistency/tier';

/** 整合性確認の依頼. */
export function requestPrefecturalConsistencyChecks(
  _root: unknown,
  { input }: { readonly input: Parameters<typeof askForChecks>[1] },
  context: CheckContext<RequestServices>,
) {
  return askForChecks(context, input);
}
