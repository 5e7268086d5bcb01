import { prefecturalFinishBulkJob } from './resolvers/Mutation/prefecturalFinishBulkJob.ts';
import { prefecturalReceiveBulkResult } from './resolvers/Mutation/prefecturalReceiveBulkResult.ts';
import { prefecturalRegisterBulkJob } from './resolvers/Mutation/prefecturalRegisterBulkJob.ts';
import { PrefecturalBulkRow } from './resolvers/PrefecturalBulkRow.ts';
import { prefecturalBulkInquiry } from './resolvers/Query/prefecturalBulkInquiry.ts';
import { prefecturalBulkJobs } from './resolvers/Query/prefecturalBulkJobs.ts';

/** The resolvers of the module, by coordinate. */
export const resolvers = {
  PrefecturalBulkRow,
  Query: { prefecturalBulkInquiry, prefecturalBulkJobs },
  Mutation: { prefecturalRegisterBulkJob, prefecturalFinishBulkJob, prefecturalReceiveBulkResult },
};
