import { type AuditRecord, blankRecord, type Phase, type WithheldCoordinate } from '@juki/audit-log';
import type { Decision } from '@juki/authorisation';
import type { ErrorCode } from '@juki/errors';
import type { Identified } from '../authenticate/authenticate.ts';
import type { IncomingRequest } from '../incoming-request.ts';
import type { PurposeBound } from '../purpose/bind-purpose.ts';

/** The gateway operator's own log. */
export const gatewayBody = '000000';

/** What the makers of records are given: identifiers and clocks. */
export interface RecordTools {
  /** UUID version 7. */
  readonly recordId: () => string;
  /** Milliseconds since 1970, microseconds of a monotonic clock. */
  readonly clock: () => number;
  readonly micros: () => number;
  readonly clockState: () => 'synchronised' | 'unknown';
}

/** What of an operation stands in a record: hashes and names of the schema, never a value. */
export interface OperationFacts {
  readonly operationHash: string | null;
  readonly operationName: string | null;
  readonly argumentHash: string | null;
}

/** Makes the records of the gateway's log: intent, delivery, refusal. */
export function createGatewayRecords(tools: RecordTools) {
  return {
    /** Before anything is dispatched: who means to read what, for which purpose, and what was decided. */
    intent(bound: PurposeBound, decision: Decision, operation: OperationFacts): AuditRecord {
      return { ...decided('intent', bound, decision), ...operation };
    },

    /** After the answer was made: what the subgraphs say that they recorded. */
    delivery(
      bound: PurposeBound,
      decision: Decision,
      operation: OperationFacts,
      twins: readonly string[],
    ): AuditRecord {
      const record = decided('delivery', bound, decision);
      const counts = { rows: twins.length, accesses: 0 };
      return { ...record, ...operation, twins, counts };
    },

    /** A refusal before a decision: as much as is known of caller and purpose. The stated purpose only if it is one. */
    refusal(
      request: IncomingRequest,
      code: ErrorCode,
      known: { readonly identified: Identified | undefined; readonly purpose: string | null },
      operation: OperationFacts,
    ): AuditRecord {
      const actor = known.identified?.actor ?? blankRecord.actor;
      return { ...base('refused', request), ...operation, actor, purpose: known.purpose, refusal: code };
    },

    /** A refusal of a decided operation: a mutation with a withheld part, an operation sent with Juki-On-Withheld. */
    decidedRefusal(bound: PurposeBound, decision: Decision, code: ErrorCode, operation: OperationFacts): AuditRecord {
      return { ...decided('refused', bound, decision), ...operation, coordinates: [], refusal: code };
    },
  };

  function decided(phase: Phase, bound: PurposeBound, decision: Decision): AuditRecord {
    const { identified, view } = bound;
    return {
      ...base(phase, identified.request),
      actor: identified.actor,
      coordinates: decision.coordinates,
      withheld: decision.withheld.map(({ coordinate, reason }): WithheldCoordinate => ({ coordinate, reason })),
      purpose: view.purpose.id,
      provisions: decision.provisions,
      case: bound.case,
      decision: { verdict: decision.verdict, snapshot: view.snapshot, date: view.date },
    };
  }

  function base(phase: Phase, request: IncomingRequest) {
    return {
      ...blankRecord,
      id: tools.recordId(),
      phase,
      body: gatewayBody,
      time: new Date(tools.clock()).toISOString(),
      clock: tools.clockState(),
      request: request.id,
      trace: request.trace?.id ?? null,
      durationMicros: Math.max(0, Math.round(tools.micros() - request.startedMicros)),
    };
  }
}

/** Makes the records of the gateway's log. */
export type GatewayRecords = ReturnType<typeof createGatewayRecords>;
