import { type CheckContext, type LowerServices, type OrderInput, startCheck } from '@juki/consistency/tier';

/** 整合性確認の開始. */
export function startPrefecturalConsistencyCheck(
  _root: unknown,
  { input }: { readonly input: OrderInput },
  context: CheckContext<LowerServices>,
) {
  return startCheck(context, input);
}
