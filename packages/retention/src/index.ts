export { type HoldResult, type OrderResult, openRetention, type Retention } from './create-retention.ts';
export type { ErasureKind, ErasureOrder } from './erasure-order.ts';
export type { LegalHold } from './legal-hold.ts';
