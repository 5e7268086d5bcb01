import { type CheckContext, type LowerServices, listFindings, type Page, type ShownRun } from '@juki/consistency/tier';

/** A run; its counts are properties, its findings a list of their own. */
export const PrefecturalConsistencyRun = {
  findings: (run: ShownRun, page: Page, context: CheckContext<LowerServices>) => listFindings(context, run, page),
};
