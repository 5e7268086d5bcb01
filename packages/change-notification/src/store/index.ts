export type {
  Acceptance,
  ChangeCount,
  ChangeStore,
  EventState,
  ReceiverState,
  Refusal,
  SendingState,
} from './change-store.ts';
