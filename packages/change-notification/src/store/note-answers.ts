import { fromBase64url } from '../exchange/base64url.ts';
import type { Decision, LateDecisions, Receipt } from '../exchange/receipt.ts';
import { addLateDecisions } from './late-decisions.ts';
import { chainAt, readSender, type Sender, writeSender } from './outbox.ts';
import { openRefusals } from './save-notifications.ts';
import type { StoreContext } from './store-context.ts';
import type { Transaction } from './transaction.ts';

/** Notes a receipt. Answers why the sender must halt, or null. */
export async function noteReceipt(
  transaction: Transaction,
  context: StoreContext,
  { sender, next, chain, state, decisions }: Receipt,
): Promise<void> {
  const known = await readSender(transaction, sender);
  if (known.halted !== null) return;
  const halted =
    state === 'DIVERGED'
      ? 'The receiver holds other notifications under numbers of this sender.'
      : await divergence(transaction, sender, known, next, chain);
  if (halted !== null) return writeSender(transaction, sender, { ...known, halted });
  const lost = next - 1 < known.confirmed;
  // A receiver that came back from a backup decides again, under numbers that were used: read all of them again.
  await writeSender(transaction, sender, { ...known, confirmed: next - 1, cursor: lost ? 0 : known.cursor });
  await noteDecided(transaction, context, sender, decisions);
}

/** Notes late decisions, and how far the receiver is. */
export async function noteLate(
  transaction: Transaction,
  context: StoreContext,
  sender: string,
  { decisions, cursor, next, chain }: LateDecisions,
): Promise<void> {
  const known = await readSender(transaction, sender);
  if (known.halted !== null) return;
  const halted = await divergence(transaction, sender, known, next, chain);
  if (halted !== null) return writeSender(transaction, sender, { ...known, halted });
  const lost = next - 1 < known.confirmed;
  await writeSender(transaction, sender, {
    ...known,
    confirmed: lost ? next - 1 : known.confirmed,
    cursor: lost ? 0 : cursor,
  });
  await noteDecided(transaction, context, sender, decisions);
}

/** What the receiver knows must be a beginning of what the sender sent. */
async function divergence(
  transaction: Transaction,
  sender: string,
  known: Sender,
  next: number,
  chain: string,
): Promise<string | null> {
  if (next - 1 > known.last) return 'The receiver has more notifications of this sender than the sender knows.';
  const own = await chainAt(transaction, sender, known, next - 1);
  const theirs = fromBase64url(chain);
  if (own !== null && theirs !== null && own.equals(theirs)) return null;
  return 'The receiver holds other notifications under numbers of this sender.';
}

/**
 * What a receiver decided, on the outbox and on the list; each as often as told, to the same effect. `afresh`: the sender
 * lost its memory, so that nobody knows what was passed down before.
 */
export async function noteDecided(
  transaction: Transaction,
  context: StoreContext,
  sender: string,
  decisions: readonly Decision[],
  afresh = false,
): Promise<void> {
  if (decisions.length === 0) return;
  const news = context.tier === 'prefectural' ? await newsOf(transaction, sender, decisions, afresh) : [];
  // The receiver of a municipality is a prefecture: what the agency decided is that of the tier above the receiver.
  const above = (tier: Decision['tier']) => context.tier === 'municipal' && tier === 'national';
  await transaction.run(
    'note-decided',
    `UPDATE change_sent AS sent SET
       outcome = CASE WHEN decided.above THEN sent.outcome ELSE decided.outcome::change_outcome END,
       above = CASE WHEN decided.above THEN decided.outcome::change_outcome ELSE sent.above END,
       waits_for = decided.waits::change_wait, faults = decided.faults::jsonb
     FROM (
       SELECT DISTINCT ON (m, e, above) * FROM unnest($2::text[], $3::text[], $4::boolean[], $5::text[], $6::text[],
         $7::text[]) WITH ORDINALITY AS all_decided (m, e, above, outcome, waits, faults, place)
       ORDER BY m, e, above, place DESC
     ) AS decided
     WHERE sent.sender = $1 AND sent.municipality_code = decided.m::char(6) AND sent.event_id = decided.e`,
    [
      sender,
      decisions.map(({ municipalityCode }) => municipalityCode),
      decisions.map(({ eventId }) => eventId),
      decisions.map(({ tier }) => above(tier)),
      decisions.map(({ outcome }) => outcome),
      decisions.map(({ waitsFor }) => waitsFor),
      decisions.map(({ outcome, faults }) => (outcome === 'REFUSED' ? JSON.stringify(faults) : null)),
    ],
  );
  await openRefusals(
    transaction,
    context,
    decisions.filter(({ outcome }) => outcome === 'REFUSED'),
  );
  if (news.length > 0) await addLateDecisions(transaction, context, await underOwnNumbers(transaction, news));
}

/** Each municipality hears of its notifications under the numbers that it gave them itself. */
async function underOwnNumbers(transaction: Transaction, decisions: readonly Decision[]): Promise<readonly Decision[]> {
  const rows = await transaction.rows<{ municipality_code: string; event_id: string; sequence: string }>(
    'own-numbers',
    `SELECT received.sender AS municipality_code, received.event_id, min(received.sequence) AS sequence
     FROM unnest($1::text[], $2::text[]) AS told (m, e)
     JOIN change_received AS received ON received.sender = told.m::char(6) AND received.event_id = told.e
     WHERE received.rejected IS NULL GROUP BY 1, 2`,
    [decisions.map(({ municipalityCode }) => municipalityCode), decisions.map(({ eventId }) => eventId)],
  );
  const own = new Map(rows.map((row) => [`${row.municipality_code} ${row.event_id}`, Number(row.sequence)]));
  // 0: the prefecture lost the number in a restore and has not been sent it again yet; the event says which it is.
  return decisions.map((decision) => ({
    ...decision,
    sequence: own.get(`${decision.municipalityCode} ${decision.eventId}`) ?? 0,
  }));
}

/** Those of which the municipality was told that they wait at the agency. */
async function heldBefore(
  transaction: Transaction,
  sender: string,
  released: readonly Decision[],
): Promise<ReadonlySet<string>> {
  if (released.length === 0) return new Set();
  const rows = await transaction.rows<{ municipality_code: string; event_id: string }>(
    'held-before',
    `SELECT sent.municipality_code, sent.event_id
     FROM unnest($2::text[], $3::text[]) AS released (m, e)
     JOIN change_sent AS sent
       ON sent.sender = $1 AND sent.municipality_code = released.m::char(6) AND sent.event_id = released.e
     WHERE sent.outcome = 'WAITS'`,
    [sender, released.map(({ municipalityCode }) => municipalityCode), released.map(({ eventId }) => eventId)],
  );
  return new Set(rows.map((row) => `${row.municipality_code} ${row.event_id}`));
}

/** What the prefecture passes down: what the agency refused or holds open; an application only where it was awaited. */
async function newsOf(
  transaction: Transaction,
  sender: string,
  decisions: readonly Decision[],
  afresh: boolean,
): Promise<readonly Decision[]> {
  if (afresh) return decisions;
  const held = await heldBefore(
    transaction,
    sender,
    decisions.filter(({ outcome }) => outcome === 'APPLIED'),
  );
  return decisions.filter(
    ({ outcome, municipalityCode, eventId }) => outcome !== 'APPLIED' || held.has(`${municipalityCode} ${eventId}`),
  );
}
