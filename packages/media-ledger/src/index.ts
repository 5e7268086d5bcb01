export { createMediaLedger } from './create-media-ledger.ts';
export { type Eraser, eraseDue } from './erase-due.ts';
export type { MediaContext, MediaDesk, MediumInput, MediumResult } from './media-desk.ts';
export type { MediaLedger, MediumQuery, Queryable } from './media-ledger.ts';
export { type MediumAct, type MediumEntry, type MediumKind, mediumActs, mediumKinds } from './medium-entry.ts';
export { type MediaLedgerOptions, openMediaLedger } from './open-media-ledger.ts';
export { removeFromFolder } from './remove-from-folder.ts';
export type { ShownMedium } from './shown-medium.ts';
