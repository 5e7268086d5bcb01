import { randomBytes } from 'node:crypto';
import { type AuditRecord, blankRecord, recordId } from '@juki/audit-log';
import type { ErrorCode } from '@juki/errors';
import type { Grant } from '@juki/grants';

/** A refusal as its record tells it. `grant`: only one whose signature verified; what was not verified is not recorded. */
export interface Refusal {
  readonly code: ErrorCode;
  readonly body: string;
  readonly grant: Grant | null;
  readonly request: string;
  readonly trace: string | null;
  readonly now: number;
  readonly clock: AuditRecord['clock'];
  readonly durationMicros: number;
}

/** Refusals are recorded where they happen; this one disclosed nothing, so it names no subject and no coordinate. */
export function refusalRecord({ code, body, grant, request, trace, now, clock, durationMicros }: Refusal): AuditRecord {
  return {
    ...blankRecord,
    id: recordId(now, randomBytes),
    phase: 'refused',
    body,
    time: new Date(now).toISOString(),
    clock,
    request: grant?.request ?? request,
    trace,
    ...(grant ? grantedFields(grant) : {}),
    refusal: code,
    durationMicros,
  };
}

function grantedFields(grant: Grant) {
  return {
    actor: grant.actor,
    purpose: grant.purpose,
    provisions: grant.provisions,
    case: grant.case,
    grant: grant.id,
    decision: { verdict: 'refused', snapshot: grant.snapshot, date: grant.date },
  };
}
