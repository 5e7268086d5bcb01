export { type Bytes, createRegistryCrypto, personRef, type RegistryCrypto } from './registry-crypto.ts';
export { type LocatorRow, type PlainRecord, type SealedRecord, sealRecord } from './seal-record.ts';
