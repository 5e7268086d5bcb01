import type { BulkAnswer, BulkContext, ChunkInput } from '@juki/bulk-provision/tier';

/** 一括提供, step 4: the rows of a chunk, answered together. */
export function prefecturalBulkInquiry(_root: unknown, input: ChunkInput, context: BulkContext): Promise<BulkAnswer> {
  return context.services['bulk-provision'].inquire(input, context);
}
