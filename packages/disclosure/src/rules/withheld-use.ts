/**
 * Purposes whose uses are told to the person only as having taken place, since a supervision or an investigation would be
 * hindered (個人情報保護法78条1項). A closed list: a use that is not named here is shown, and a new purpose is shown until
 * somebody decides otherwise. That something was used is never kept silent, so that the count and the log agree.
 */
const withheldPurposes: ReadonlySet<string> = new Set(['bango-ppc']);

/** Why the particulars of a use under a purpose are withheld, or `null`. */
export function withheldUse(purpose: string | null): 'ARTICLE_78_1' | null {
  return purpose !== null && withheldPurposes.has(purpose) ? 'ARTICLE_78_1' : null;
}
