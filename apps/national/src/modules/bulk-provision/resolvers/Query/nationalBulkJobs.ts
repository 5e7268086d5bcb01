import { type BulkContext, showJob } from '@juki/bulk-provision/tier';

/** 一括提供の状況: the jobs of the caller's agency. */
export async function nationalBulkJobs(
  _root: unknown,
  { job = null }: { readonly job?: string | null },
  context: BulkContext,
) {
  return (await context.services['bulk-provision'].jobs(job, context)).map(showJob);
}
