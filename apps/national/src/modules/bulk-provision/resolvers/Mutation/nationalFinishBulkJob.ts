import { type BulkContext, showStep } from '@juki/bulk-provision/tier';

/** 一括提供, step 5: the result lies in the folder. */
export async function nationalFinishBulkJob(
  _root: unknown,
  input: { readonly job: string; readonly resultSha256: string },
  context: BulkContext,
) {
  return showStep(await context.services['bulk-provision'].finish(input, context));
}
