import type { AuditRecord, AuditWriter, Receipt } from '@juki/audit-log';
import { outcomeRecords } from '../audit/outcome-records.ts';
import type { Pseudonyms } from '../audit/pseudonyms.ts';
import type { Bodies } from '../bodies.ts';
import type { Executed } from './executed.ts';

const recorded: unique symbol = Symbol('recorded');

/** An operation whose records are durable: its data may leave. */
export interface Recorded extends Executed {
  readonly [recorded]: true;
  readonly receipts: readonly Receipt[];
}

/** What the stage needs. */
export interface RecordStage {
  readonly audit: AuditWriter;
  readonly bodies: Bodies;
  readonly pseudonyms: Pseudonyms;
  readonly clock: () => number;
  /** Whether the clock is known to be synchronised; stands in every record. */
  readonly clockState: AuditRecord['clock'];
}

/**
 * Writes the outcome and spends the grant, in one step: a replay cannot be recorded and so cannot be answered.
 * Errors: `AUDIT_UNAVAILABLE`, `GRANT_REPLAYED`.
 */
export async function recordOutcome(stage: RecordStage, operation: Executed): Promise<Recorded> {
  const { grant, startedAt } = operation;
  const now = stage.clock();
  const durationMicros = Math.round((performance.now() - startedAt) * 1000);
  const records = outcomeRecords(
    { ...operation, now, clock: stage.clockState, durationMicros },
    stage.bodies,
    stage.pseudonyms,
  );
  const receipts = await stage.audit.append(records, { spendGrant: grant.id });
  return { ...operation, [recorded]: true, receipts };
}
