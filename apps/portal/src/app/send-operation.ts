import { type Outcome, outcomeOf } from '../features/result/outcome.ts';
import { fetchFromGateway } from '../lib/fetch-from-gateway.ts';
import { GatewayFault } from '../lib/gateway-fault.ts';
import { parseJson } from '../lib/json.ts';
import { isLedgerNumber, requestHeaders, type Standing } from '../lib/request-headers.ts';

/** An operation as GraphiQL hands it over. */
export interface Operation {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: unknown;
}

/** The answer as it came, and what it means. */
export interface Exchange {
  readonly body: unknown;
  readonly outcome: Outcome;
}

/** What the gateway would say of a ledger number that no header can carry; nothing is sent. */
const malformedCase: Exchange = {
  body: {},
  outcome: { kind: 'refused', refusals: [{ code: 'CASE_MALFORMED', message: '', citations: [], correlation: null }] },
};

/** Sends an operation under the standing of the moment. Never throws: a failure is an outcome too. */
export async function sendOperation(operation: Operation, standing: Standing): Promise<Exchange> {
  if (standing.caseNumber.trim() !== '' && !isLedgerNumber(standing.caseNumber)) {
    return malformedCase;
  }
  try {
    const response = await fetchFromGateway('/graphql', {
      method: 'POST',
      headers: requestHeaders(standing),
      body: JSON.stringify(operation),
    });
    const text = await response.text();
    const body = parseJson(text);
    return { body: body ?? text, outcome: outcomeOf(response.status, body) };
  } catch (fault) {
    const kind = fault instanceof GatewayFault ? fault.kind : 'unreachable';
    return { body: {}, outcome: { kind: 'fault', fault: kind } };
  }
}
