import { type BulkContext, showStep } from '@juki/bulk-provision/tier';

/** 一括提供, step 6: the requester receives the result. */
export async function prefecturalReceiveBulkResult(
  _root: unknown,
  input: { readonly job: string },
  context: BulkContext,
) {
  return showStep(await context.services['bulk-provision'].receive(input, context));
}
