import { invariant } from '@juki/errors';
import type { Fault } from '../event/fault-codes.ts';
import { base64url } from '../exchange/base64url.ts';
import type { Decision, LateDecisions, Outcome, WaitsFor } from '../exchange/receipt.ts';
import { readSource } from './sources.ts';
import type { StoreContext } from './store-context.ts';
import type { Transaction } from './transaction.ts';

/** Numbers decisions for those whose notifications they are about; each sender reads its own in order. */
export async function addLateDecisions(
  transaction: Transaction,
  context: StoreContext,
  decisions: readonly (Decision & { readonly sender?: string })[],
): Promise<void> {
  if (decisions.length === 0) return;
  const placed = decisions.map((decision, place) => ({
    ...decision,
    sender: decision.sender ?? decision.municipalityCode,
    place,
  }));
  const of = <Value>(value: (decision: (typeof placed)[number]) => Value) => placed.map(value);
  await transaction.run(
    'add-decisions',
    `WITH made AS (
       SELECT *, row_number() OVER (PARTITION BY sender ORDER BY place) AS number
       FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
         WITH ORDINALITY AS made (sender, sequence, m, e, tier, outcome, waits, faults, place)
     ), counted AS (
       UPDATE change_source AS source SET decisions = source.decisions + made.total
       FROM (SELECT sender, count(*) AS total FROM made GROUP BY sender) AS made
       WHERE source.sender = made.sender::char(6)
       RETURNING source.sender, source.decisions - made.total AS before
     )
     INSERT INTO change_decision (sender, number, sequence, municipality_code, event_id, tier, outcome, waits_for, faults,
       decided_at)
     SELECT counted.sender, counted.before + made.number, made.sequence, made.m::char(6), made.e,
       made.tier::change_tier, made.outcome::change_outcome, made.waits::change_wait, made.faults::jsonb, $9::timestamptz
     FROM made JOIN counted ON counted.sender = made.sender::char(6)`,
    [
      of(({ sender }) => sender),
      of(({ sequence }) => sequence),
      of(({ municipalityCode }) => municipalityCode),
      of(({ eventId }) => eventId),
      of(({ tier }) => tier),
      of(({ outcome }) => outcome),
      of(({ waitsFor }) => waitsFor),
      of(({ outcome, faults }) => (outcome === 'REFUSED' ? JSON.stringify(faults) : null)),
      context.now(),
    ],
  );
}

interface DecisionRow {
  readonly number: string;
  readonly sequence: string;
  readonly municipality_code: string;
  readonly event_id: string;
  readonly tier: 'prefectural' | 'national';
  readonly outcome: Outcome;
  readonly waits_for: WaitsFor | null;
  readonly faults: readonly Fault[] | null;
}

/** The decisions made after a cursor, and how far the receiver is. */
export async function decisionsAfter(
  transaction: Transaction,
  sender: string,
  cursor: number,
  most: number,
): Promise<LateDecisions> {
  invariant(Number.isSafeInteger(cursor) && cursor >= 0, 'a cursor is one that was given out');
  const source = await readSource(transaction, sender);
  const rows = await transaction.rows<DecisionRow>(
    'decisions-after',
    `SELECT number, sequence, municipality_code, event_id, tier, outcome, waits_for, faults FROM change_decision
     WHERE sender = $1 AND number > $2 ORDER BY number LIMIT $3`,
    [sender, cursor, most],
  );
  return {
    decisions: rows.map((row) => ({
      sequence: Number(row.sequence),
      municipalityCode: row.municipality_code,
      eventId: row.event_id,
      tier: row.tier,
      outcome: row.outcome,
      waitsFor: row.waits_for,
      faults: row.faults ?? [],
    })),
    cursor: Number(rows.at(-1)?.number ?? Math.min(cursor, source.decisions)),
    next: source.next,
    chain: base64url(source.chain),
  };
}
