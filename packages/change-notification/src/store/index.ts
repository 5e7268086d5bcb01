export { batchKey } from './batch-key.ts';
export type {
  Acceptance,
  ChangeCount,
  ChangeStore,
  EventState,
  ReceivedNotification,
  ReceiverState,
  Refusal,
  SendingState,
} from './change-store.ts';
export { createChangeStore } from './create-change-store.ts';
export { receiverOf } from './store-context.ts';
export type { ChangeStoreOptions } from './store-options.ts';
