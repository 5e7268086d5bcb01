export { createIdentityRecordRepository } from './modules/identity-records/identity-record-repository.ts';
export { createPrefecturalServer, type PrefecturalOptions } from './server.ts';
