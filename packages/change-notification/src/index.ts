export type { ChangeEvent, EventField, PersonItems, Sex } from './event/change-event.ts';
export { type Fault, type FaultCheck, type FaultCode, faultCodes } from './event/fault-codes.ts';
export type { Batch } from './exchange/batch.ts';
export type { Notification } from './exchange/notification.ts';
export type { Decision, LateDecisions, Outcome, Receipt, WaitsFor } from './exchange/receipt.ts';
