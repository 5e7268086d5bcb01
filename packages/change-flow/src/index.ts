export { createDeadlines } from './create-deadlines.ts';
export { type ChangeSender, createSender, type SenderState } from './create-sender.ts';
export { holdChanges } from './hold-changes.ts';
export { createReceiving, type Receiving, type ReceivingRequest } from './receiving.ts';
export { createSubjectRepository, type PersonCodes, type SubjectRepository } from './subject-repository.ts';
export { createUpperTier, type UpperTier } from './upper-tier.ts';
