import type { AuditWriter } from '@juki/audit-log';
import type { Authorised } from '../authorise/authorise.ts';
import type { GatewayRecords, OperationFacts } from './gateway-records.ts';

/** A request whose intent is durable. Only {@link createRecordIntent} makes one, and only it may be dispatched. */
class IntendedRequest {
  protected readonly stage = 'intended';
  readonly authorised: Authorised;
  readonly operation: OperationFacts;

  constructor(authorised: Authorised, operation: OperationFacts) {
    this.authorised = authorised;
    this.operation = operation;
  }
}
export type Intended = IntendedRequest;

/** Fourth stage: who means to read what, for which purpose, written before anything is asked. `AUDIT_UNAVAILABLE`. */
export function createRecordIntent(audit: AuditWriter, records: GatewayRecords) {
  return async function recordIntent(authorised: Authorised, operation: OperationFacts): Promise<Intended> {
    await audit.append([records.intent(authorised.bound, authorised.decision, operation)]);
    return new IntendedRequest(authorised, operation);
  };
}
