export type { WaitingRequest } from '../store/request-store.ts';
export type { CheckContext } from './check-context.ts';
export {
  type LowerServices,
  listDifferences,
  listFindings,
  listRuns,
  type OrderAnswer,
  type OrderInput,
  type Page,
  type ShownFinding,
  type ShownRun,
  showRun,
  startCheck,
} from './lower-answers.ts';
export { openMunicipalConsistency, openNationalConsistency, openPrefecturalConsistency } from './open-consistency.ts';
export {
  askForChecks,
  listRequests,
  type RequestedAnswer,
  type RequestServices,
  type ShownCheck,
  summariseRequest,
} from './request-answers.ts';
export {
  answerPeople,
  answerRanges,
  answerRecords,
  type ClosingAnswer,
  closeRun,
  type OpeningAnswer,
  openRun,
  type PeopleAnswer,
  type RangesAnswer,
  type RecordsAnswer,
  type UpperServices,
} from './upper-answers.ts';
