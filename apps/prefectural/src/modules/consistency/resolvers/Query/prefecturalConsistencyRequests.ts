import { type CheckContext, listRequests, type RequestServices } from '@juki/consistency/tier';

/** 整合性確認の依頼 that waits in a municipality. */
export function prefecturalConsistencyRequests(_root: unknown, _none: unknown, context: CheckContext<RequestServices>) {
  return listRequests(context);
}
