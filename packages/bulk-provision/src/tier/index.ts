export type { BulkDesk, BulkStep } from './bulk-desk.ts';
export type { BulkAnswer, BulkRow, ChunkInput } from './bulk-inquiry.ts';
export type { BulkProgress } from './bulk-job.ts';
export type { RegistrationInput } from './check-registration.ts';
export { type BulkContext, bulkEraser, openBulkProvision } from './open-bulk-provision.ts';
export { showJob, showStep } from './shown-job.ts';
