export { createIdentityRecordRepository } from './modules/identity-records/identity-record-repository.ts';
export { createMunicipalServer } from './server.ts';
