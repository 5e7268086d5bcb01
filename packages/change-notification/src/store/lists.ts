import type { Fault } from '../event/fault-codes.ts';
import type { Outcome, WaitsFor } from '../exchange/receipt.ts';
import type { ChangeCount, EventState, Refusal, SendingState } from './change-store.ts';
import { readSender } from './outbox.ts';
import type { StoreContext } from './store-context.ts';
import type { Transaction } from './transaction.ts';

/** The list of refusals of a municipality, oldest first. */
export async function refusals(
  transaction: Transaction,
  municipalityCode: string,
  only: 'open' | 'all',
): Promise<readonly Refusal[]> {
  const rows = await transaction.rows<{
    event_id: string;
    tier: 'prefectural' | 'national';
    faults: readonly Fault[];
    refused_at: Date;
    corrected_by: string | null;
  }>(
    `refusals-${only}`,
    `SELECT event_id, tier, faults, refused_at, corrected_by FROM change_refusal
     WHERE municipality_code = $1 ${only === 'open' ? 'AND corrected_by IS NULL' : ''} ORDER BY refused_at, event_id`,
    [municipalityCode],
  );
  return rows.map(({ event_id, tier, faults, refused_at, corrected_by }) => ({
    municipalityCode,
    eventId: event_id,
    tier,
    faults,
    refusedAt: refused_at,
    correctedBy: corrected_by,
  }));
}

/** How far a sender is. */
export async function sendingState(transaction: Transaction, sender: string): Promise<SendingState> {
  const { receiver, last, confirmed, halted } = await readSender(transaction, sender);
  const [row] = await transaction.rows<{ waiting: string }>(
    'sent-waiting',
    "SELECT count(*) AS waiting FROM change_sent WHERE sender = $1 AND (outcome = 'WAITS' OR above = 'WAITS')",
    [sender],
  );
  const [open] = await transaction.rows<{ refused: string }>(
    'refused',
    `SELECT count(*) AS refused FROM change_refusal
     WHERE corrected_by IS NULL AND municipality_code >= $1 AND municipality_code <= $2`,
    sender.slice(2, 5) === '000' ? [`${sender.slice(0, 2)}0000`, `${sender.slice(0, 2)}9999`] : [sender, sender],
  );
  return {
    sender,
    receiver,
    last,
    confirmed,
    waiting: Number(row?.waiting ?? 0),
    openRefusals: Number(open?.refused ?? 0),
    halted,
  };
}

/** What became of one event, as its municipality knows. */
export async function eventState(
  transaction: Transaction,
  municipalityCode: string,
  eventId: string,
): Promise<EventState | null> {
  const [row] = await transaction.rows<{
    sequence: string;
    outcome: Outcome | null;
    above: Outcome | null;
    waits_for: WaitsFor | null;
    faults: readonly Fault[] | null;
  }>(
    'event-state',
    `SELECT sequence, outcome, above, waits_for, faults FROM change_sent
     WHERE sender = $1 AND municipality_code = $1 AND event_id = $2`,
    [municipalityCode, eventId],
  );
  if (row === undefined) return null;
  const { sequence, outcome, above, waits_for: waitsFor, faults } = row;
  return {
    municipalityCode,
    eventId,
    sequence: Number(sequence),
    prefectural: outcome,
    national: above,
    waitsFor,
    faults: faults ?? [],
  };
}

/** Counts of a municipality from one month to another, both included. */
export async function counts(
  transaction: Transaction,
  municipalityCode: string,
  from: string,
  to: string,
): Promise<readonly ChangeCount[]> {
  const rows = await transaction.rows<{ month: string; change_reason: string; outcome: Outcome; count: string }>(
    'counts',
    `SELECT month, change_reason, outcome, count FROM change_count
     WHERE municipality_code = $1 AND month BETWEEN $2 AND $3 ORDER BY month, change_reason, outcome`,
    [municipalityCode, from, to],
  );
  return rows.map(({ month, change_reason, outcome, count }) => ({
    municipalityCode,
    month,
    changeReason: change_reason,
    outcome,
    count: Number(count),
  }));
}

/** Erases the payloads of a municipality that are past their year. What still waits is not old enough to be among them. */
export async function erasePayloads(
  transaction: Transaction,
  { today }: StoreContext,
  municipalityCode: string,
  most: number,
): Promise<number> {
  return transaction.run(
    'erase',
    `UPDATE change_notification AS known SET payload_sealed = NULL
     FROM (
       SELECT event_id FROM change_notification
       WHERE municipality_code = $1 AND erasable_on <= $2 AND payload_sealed IS NOT NULL AND outcome <> 'WAITS'
       ORDER BY erasable_on LIMIT $3
     ) AS due
     WHERE known.municipality_code = $1 AND known.event_id = due.event_id`,
    [municipalityCode, today(), most],
  );
}
