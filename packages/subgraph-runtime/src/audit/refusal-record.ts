import { randomBytes } from 'node:crypto';
import { type AuditRecord, type RecordActor, recordId } from '@juki/audit-log';
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
    version: 1,
    id: recordId(now, randomBytes),
    phase: 'refused',
    body,
    time: new Date(now).toISOString(),
    clock,
    request: grant?.request ?? request,
    trace,
    operationHash: null,
    operationName: null,
    coordinates: [],
    withheld: [],
    mode: 'none',
    subject: null,
    argumentHash: null,
    actor: grant?.actor ?? nobody,
    purpose: grant?.purpose ?? null,
    provisions: grant?.provisions ?? [],
    case: grant?.case ?? null,
    grant: grant?.id ?? null,
    decision: grant ? { verdict: 'refused', snapshot: grant.snapshot, date: grant.date } : null,
    refusal: code,
    counts: { rows: 0, accesses: 0 },
    durationMicros,
    twins: [],
  };
}

const nobody: RecordActor = {
  operator: 'unknown',
  agency: 'unknown',
  tier: 'unknown',
  role: 'unknown',
  section: null,
  terminal: null,
  acr: 'unknown',
  amr: [],
  kind: 'unknown',
};
