export {
  type CorrectableItem,
  type CorrectionOutcome,
  correctableItems,
  type WantedCorrection,
} from './rules/correction.ts';
export type { DisclosureOutcome, NonDisclosureGround } from './rules/disclosure.ts';
