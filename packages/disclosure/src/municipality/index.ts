export type { CorrectionCase } from './correction-case-repository.ts';
export type { CaseDecisionInput, CaseResult, CorrectionCases } from './correction-cases.ts';
export { type MunicipalDisclosure, openMunicipalDisclosure } from './open-municipal-disclosure.ts';
