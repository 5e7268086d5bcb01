import { randomBytes } from 'node:crypto';
import { type AccessMode, type AuditRecord, recordId } from '@juki/audit-log';
import type { Grant } from '@juki/grants';
import type { Bodies } from '../bodies.ts';
import type { Accesses } from './access-ledger.ts';
import type { Pseudonyms } from './pseudonyms.ts';

/** An operation as its records tell it. */
export interface RecordedOperation {
  readonly grant: Grant;
  readonly trace: string | null;
  readonly operationHash: string;
  readonly operationName: string | null;
  readonly accesses: Accesses;
  readonly now: number;
  readonly clock: AuditRecord['clock'];
  readonly durationMicros: number;
}

/**
 * The outcome of an operation: one record per subject and body, one per search that found nobody, and, where neither
 * came about, one that says so. There is always one, since it spends the grant.
 */
export function outcomeRecords(operation: RecordedOperation, bodies: Bodies, pseudonyms: Pseudonyms): AuditRecord[] {
  const { grant, accesses, now } = operation;
  const { subjects, empty } = accesses;
  const mode = modeOf(accesses);
  const home = bodies.ofScope(grant.scope);
  const common = commonFields(operation);
  const nobody = (argument: string | null, body = home): AuditRecord => ({
    ...common,
    id: recordId(now, randomBytes),
    body,
    coordinates: [],
    mode: 'none',
    subject: null,
    argumentHash: argument === null ? null : pseudonyms.ofArgument(body, argument),
    counts: { rows: 0, accesses: 0 },
  });
  const records = subjects.map(
    ({ ref, body, argument, coordinates, rows, accesses: count }): AuditRecord => ({
      ...common,
      id: recordId(now, randomBytes),
      body,
      coordinates: [...coordinates].sort(),
      mode,
      subject: pseudonyms.ofSubject(body, ref),
      argumentHash: argument === null ? null : pseudonyms.ofArgument(body, argument),
      counts: { rows, accesses: count },
    }),
  );
  const outcomes = [...records, ...empty.map(({ argument, body }) => nobody(argument, body ?? home))];
  return outcomes.length > 0 ? outcomes : [nobody(null)];
}

function modeOf({ subjects, batch }: Accesses): AccessMode {
  if (batch) return 'batch';
  return new Set(subjects.map(({ ref }) => ref)).size > 1 ? 'incidental' : 'deliberate';
}

function commonFields({ grant, trace, operationHash, operationName, now, clock, durationMicros }: RecordedOperation) {
  return {
    version: 1,
    phase: 'outcome',
    time: new Date(now).toISOString(),
    clock,
    request: grant.request,
    trace,
    operationHash,
    operationName,
    withheld: [],
    actor: grant.actor,
    purpose: grant.purpose,
    provisions: grant.provisions,
    case: grant.case,
    grant: grant.id,
    decision: { verdict: 'granted', snapshot: grant.snapshot, date: grant.date },
    refusal: null,
    durationMicros,
    twins: [],
  } as const;
}
