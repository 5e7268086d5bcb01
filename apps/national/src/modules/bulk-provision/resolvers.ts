import { nationalFinishBulkJob } from './resolvers/Mutation/nationalFinishBulkJob.ts';
import { nationalReceiveBulkResult } from './resolvers/Mutation/nationalReceiveBulkResult.ts';
import { nationalRegisterBulkJob } from './resolvers/Mutation/nationalRegisterBulkJob.ts';
import { nationalBulkInquiry } from './resolvers/Query/nationalBulkInquiry.ts';
import { nationalBulkJobs } from './resolvers/Query/nationalBulkJobs.ts';

/** The resolvers of the module, by coordinate. */
export const resolvers = {
  Query: { nationalBulkInquiry, nationalBulkJobs },
  Mutation: { nationalRegisterBulkJob, nationalFinishBulkJob, nationalReceiveBulkResult },
};
