import { type CheckContext, type RequestServices, summariseRequest } from '@juki/consistency/tier';

/** 全市町村の確認の状況. */
export function prefecturalConsistencySummary(
  _root: unknown,
  { request }: { readonly request: string },
  context: CheckContext<RequestServices>,
) {
  return summariseRequest(context, request);
}
