export { createIdentityRecordRepository } from './modules/identity-records/identity-record-repository.ts';
export { createMunicipalServer, type MunicipalOptions } from './server.ts';
