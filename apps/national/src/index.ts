export { createIdentityRecordRepository } from './modules/identity-records/identity-record-repository.ts';
export { createNationalServer } from './server.ts';
