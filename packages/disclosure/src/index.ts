export { correctionDocument } from './print/correction-document.ts';
export { disclosureDocument } from './print/disclosure-document.ts';
export { type DisclosedRecord, disclosedFields } from './print/record-rows.ts';
export { type PrintedUse, usesDocument } from './print/uses-document.ts';
export { type CorrectionOutcome, correctableItems, type WantedCorrection } from './rules/correction.ts';
export type { DisclosureOutcome, NonDisclosureGround } from './rules/disclosure.ts';
