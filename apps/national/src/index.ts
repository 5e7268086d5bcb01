export { createIdentityRecordRepository } from './modules/identity-records/identity-record-repository.ts';
export { createNationalServer, type NationalOptions } from './server.ts';
