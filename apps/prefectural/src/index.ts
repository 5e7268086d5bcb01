export { createIdentityRecordRepository } from './modules/identity-records/identity-record-repository.ts';
export { createPrefecturalServer } from './server.ts';
