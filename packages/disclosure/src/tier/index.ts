export type { CorrectionInput, CorrectionResult, CorrectionView, ReportInput } from './correction-desk.ts';
export type {
  AnswerInput,
  CounterRequest,
  DisclosureResult,
  DisclosureView,
  ExtensionInput,
  OnlineRequest,
  PrintedInput,
  StepInput,
} from './disclosure-desk.ts';
export type { StatedPerson } from './disclosure-repository.ts';
export { type DisclosureServices, openDisclosure } from './open-disclosure.ts';
export type { PageInput, UsePage } from './use-history.ts';
