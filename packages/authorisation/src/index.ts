export type { Decision, Withheld } from './decision.ts';
export type { Facts, PurposeView, Ruling, WithheldReason } from './ruling.ts';
