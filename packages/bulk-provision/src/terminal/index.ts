export { type AnsweringTier, type BulkOperations, createBulkOperations, type JobStatus } from './bulk-operations.ts';
export { type FetchedResult, fetchResult } from './fetch-result.ts';
export { makeRequest } from './make-request.ts';
export { parseProfile, type ResultProfile } from './result-profile.ts';
export { type JobOutcome, type Progress, runJob, type Terminal } from './run-job.ts';
