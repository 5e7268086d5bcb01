/** Who asks, for what, and under which entry of the usage ledger (利用管理簿). */
export interface Standing {
  readonly accessToken: string | null;
  readonly purposeId: string | null;
  readonly caseNumber: string;
}

/**
 * The headers of an operation, as the gateway wants them. What is not known is left out, never sent empty: the gateway
 * then refuses with the article, which is what a person here should see. Nor is a malformed ledger number: a header cannot
 * even carry 令和8.
 */
export function requestHeaders(standing: Standing): Readonly<Record<string, string>> {
  const caseNumber = standing.caseNumber.trim();
  return {
    'Content-Type': 'application/json',
    Accept: 'application/graphql-response+json, application/json;q=0.9',
    ...(standing.accessToken === null ? {} : { Authorization: `Bearer ${standing.accessToken}` }),
    ...(standing.purposeId === null ? {} : { 'Juki-Purpose': standing.purposeId }),
    ...(isLedgerNumber(caseNumber) ? { 'Juki-Case': caseNumber } : {}),
  };
}

const ledgerNumber = /^[A-Za-z0-9./-]{1,64}$/;

/** Whether text can be a number of the usage ledger: 1 to 64 letters, digits, hyphens, dots or slashes. */
export function isLedgerNumber(text: string): boolean {
  return ledgerNumber.test(text.trim());
}
