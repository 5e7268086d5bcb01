import { invariant, JukiError } from '@juki/errors';
import { changeFile } from '../examine/change-file.ts';
import type { Settled } from '../examine/settled.ts';
import { base64url, fromBase64url } from '../exchange/base64url.ts';
import { nextLink } from '../exchange/hash-chain.ts';
import { canonicalEvent, hashNotification } from '../exchange/hash-notification.ts';
import type { Notification } from '../exchange/notification.ts';
import type { ReceivedNotification, ReceiverState } from './change-store.ts';
import { loadMemory } from './load-memory.ts';
import { noteDecided } from './note-answers.ts';
import { chainAt, readSender, writeSender } from './outbox.ts';
import { decisionsOf } from './receive.ts';
import { saveLateOutcomes, saveNotifications } from './save-notifications.ts';
import { saveRows } from './save-rows.ts';
import { readSource } from './sources.ts';
import { type StoreContext, sha256 } from './store-context.ts';
import type { Transaction } from './transaction.ts';

/** What a receiver holds of a sender, from a number on. */
export async function receivedFrom(
  transaction: Transaction,
  context: StoreContext,
  sender: string,
  first: number,
  most: number,
): Promise<ReceiverState> {
  const source = await readSource(transaction, sender);
  const rows = await transaction.rows<{
    sequence: string;
    chain: Buffer;
    municipality_code: string;
    event_id: string;
    payload_sealed: Buffer | null;
  }>(
    'received-from',
    `SELECT received.sequence, received.chain, received.municipality_code, received.event_id, known.payload_sealed
     FROM change_received AS received
     LEFT JOIN change_notification AS known
       ON known.municipality_code = received.municipality_code::char(6) AND known.event_id = received.event_id
         AND received.rejected IS NULL
     WHERE received.sender = $1 AND received.sequence BETWEEN $2 AND $3 ORDER BY received.sequence`,
    [sender, first, first + most - 1],
  );
  const decisions = await decisionsOf(transaction, context, sender, first, first + most - 1);
  return {
    sender,
    receiver: source.receiver,
    first,
    next: source.next,
    chain: base64url(source.chain),
    received: rows.map((row, index): ReceivedNotification => {
      const decision = decisions[index];
      invariant(decision !== undefined, 'every number that was received has its decision');
      const { municipality_code: municipality, event_id: event, payload_sealed: sealed } = row;
      return {
        chain: base64url(row.chain),
        notification: sealed === null ? null : context.openPayload(municipality, event, sealed),
        decision,
      };
    }),
  };
}

interface Pending {
  readonly sequence: number;
  readonly municipalityCode: string;
  readonly eventId: string;
  readonly notification: Notification;
}

/** Far above every number that a sequence reaches: where rows wait while their numbers are exchanged. */
const aside = 1_000_000_000_000;

/**
 * Takes over a stretch of what the receiver holds: lost notifications come back into file and outbox, and what was never
 * confirmed gets the numbers behind them. Ends the halt with the last stretch; answers whether it was that one.
 */
export async function adopt(
  transaction: Transaction,
  context: StoreContext,
  sender: string,
  state: ReceiverState,
): Promise<boolean> {
  const ours = await readSender(transaction, sender);
  const before = await chainAt(transaction, sender, ours, state.first - 1);
  if (state.sender !== sender || state.first !== ours.confirmed + 1 || before === null) {
    throw new JukiError('CHANGE_SENDER_HALTED', 'Ask the receiver for its state from the first number not confirmed.');
  }
  const pending = await pendingOf(transaction, context, sender, ours.confirmed);
  await setAside(transaction, sender, ours.confirmed);
  let chain = before;
  for (const { notification, chain: text } of state.received) {
    const theirs = fromBase64url(text);
    // What has a content must be linked by it; of what was erased or rejected only the receiver's word is left.
    if (notification !== null) chain = Buffer.from(nextLink(chain, hashNotification(notification, sha256), sha256));
    if (theirs === null || (notification !== null && !chain.equals(theirs))) {
      throw new JukiError(
        'CHANGE_SENDER_HALTED',
        'The chain of the receiver does not continue that of this sender: the backup is none of this sequence.',
      );
    }
    chain = Buffer.from(theirs);
  }
  const taken = new Set(state.received.map(({ decision }) => eventKey(decision)));
  const left = pending.filter((one) => !taken.has(eventKey(one)));
  await takeOver(transaction, context, sender, state.received, { pending, left });
  const confirmed = ours.confirmed + state.received.length;
  const last = await renumber(transaction, sender, confirmed, chain, left);
  const done = confirmed === state.next - 1;
  await writeSender(transaction, sender, {
    ...ours,
    last: confirmed + left.length,
    chain: last,
    confirmed,
    cursor: 0,
    halted: done ? null : 'The state of the receiver is being adopted.',
  });
  return done;
}

function eventKey({ municipalityCode, eventId }: { municipalityCode: string; eventId: string }): string {
  return `${municipalityCode} ${eventId}`;
}

async function pendingOf(
  transaction: Transaction,
  { openPayload }: StoreContext,
  sender: string,
  confirmed: number,
): Promise<readonly Pending[]> {
  const rows = await transaction.rows<{
    sequence: string;
    municipality_code: string;
    event_id: string;
    payload_sealed: Buffer;
  }>(
    'pending',
    `SELECT sent.sequence, sent.municipality_code, sent.event_id, known.payload_sealed
     FROM change_sent AS sent JOIN change_notification AS known USING (municipality_code, event_id)
     WHERE sent.sender = $1 AND sent.sequence > $2 ORDER BY sent.sequence`,
    [sender, confirmed],
  );
  return rows.map(({ sequence, municipality_code, event_id, payload_sealed }) => ({
    sequence: Number(sequence),
    municipalityCode: municipality_code,
    eventId: event_id,
    notification: openPayload(municipality_code, event_id, payload_sealed),
  }));
}

async function setAside(transaction: Transaction, sender: string, confirmed: number): Promise<void> {
  await transaction.run(
    'set-aside',
    'UPDATE change_sent SET sequence = sequence + $3 WHERE sender = $1 AND sequence > $2',
    [sender, confirmed, aside],
  );
}

/** What the registry handed in again after the backup is here already: it only gets its old number back. */
async function takeOver(
  transaction: Transaction,
  context: StoreContext,
  sender: string,
  received: readonly ReceivedNotification[],
  { pending, left }: { readonly pending: readonly Pending[]; readonly left: readonly Pending[] },
): Promise<void> {
  const here = new Set(pending.map(eventKey));
  const lost = received.flatMap(({ notification, decision }) =>
    notification === null || here.has(eventKey(decision)) ? [] : [notification],
  );
  await bringBack(transaction, context, sender, lost, left);
  const numbers = received.map(({ decision, chain }) => ({ ...decision, chain: fromBase64url(chain) }));
  const columns = [
    sender,
    numbers.map(({ sequence }) => sequence),
    numbers.map(({ municipalityCode }) => municipalityCode),
    numbers.map(({ eventId }) => eventId),
    numbers.map(({ chain }) => chain && Buffer.from(chain)),
  ];
  const set = 'unnest($2::bigint[], $3::text[], $4::text[], $5::bytea[]) AS theirs (sequence, m, e, chain)';
  await transaction.run(
    'number-again',
    `UPDATE change_sent AS sent SET sequence = theirs.sequence, chain = theirs.chain
     FROM ${set}
     WHERE sent.sender = $1 AND sent.municipality_code = theirs.m::char(6) AND sent.event_id = theirs.e`,
    columns,
  );
  await transaction.run(
    'number-lost',
    `INSERT INTO change_sent (sender, sequence, municipality_code, event_id, chain)
     SELECT $1::char(6), theirs.sequence, theirs.m::char(6), theirs.e, theirs.chain
     FROM ${set} ON CONFLICT DO NOTHING`,
    columns,
  );
  await noteDecided(
    transaction,
    context,
    sender,
    received.map(({ decision }) => decision),
    true,
  );
}

/** Puts lost notifications back into the file; under a person who has changed since, they are history at once. */
async function bringBack(
  transaction: Transaction,
  context: StoreContext,
  sender: string,
  lost: readonly Notification[],
  left: readonly Pending[],
): Promise<void> {
  if (lost.length === 0) return;
  const later = left.map(({ notification }) => notification);
  const memory = await loadMemory(transaction, context, sender, [...lost, ...later]);
  // The logic check was made when they were first sent.
  const book = changeFile({
    ...memory,
    file: 'municipal',
    waiting: new Map(),
    late: new Set(later.map(({ recordId }) => recordId)),
  });
  for (const notification of lost) book.take({ sender, sequence: 0, notification });
  const changes = book.changes();
  await saveRows(transaction, context, changes);
  // Some may have waited here when the backup was made.
  const waited = await known(transaction, lost);
  const isKnown = ({ incoming }: Settled) => waited.has(eventKey(incoming.notification));
  await saveLateOutcomes(transaction, context, sender, changes.settled.filter(isKnown));
  await saveNotifications(
    transaction,
    context,
    changes.settled
      .filter((settled) => !isKnown(settled))
      .map((settled) => ({ settled, digest: digestOf(context, settled.incoming.notification) })),
  );
}

function digestOf({ tier, keyedHash }: StoreContext, notification: Notification): Uint8Array {
  return tier === 'municipal'
    ? keyedHash(`change event\n${canonicalEvent(notification)}`)
    : hashNotification(notification, sha256);
}

async function known(transaction: Transaction, lost: readonly Notification[]): Promise<ReadonlySet<string>> {
  const rows = await transaction.rows<{ municipality_code: string; event_id: string }>(
    'known-lost',
    `SELECT known.municipality_code, known.event_id
     FROM unnest($1::text[], $2::text[]) AS lost (m, e)
     JOIN change_notification AS known ON known.municipality_code = lost.m::char(6) AND known.event_id = lost.e`,
    [lost.map(({ municipalityCode }) => municipalityCode), lost.map(({ eventId }) => eventId)],
  );
  return new Set(rows.map((row) => `${row.municipality_code} ${row.event_id}`));
}

async function renumber(
  transaction: Transaction,
  sender: string,
  confirmed: number,
  from: Buffer,
  left: readonly Pending[],
): Promise<Buffer> {
  let chain = from;
  const chains = left.map(({ notification }) => {
    chain = Buffer.from(nextLink(chain, hashNotification(notification, sha256), sha256));
    return chain;
  });
  if (left.length === 0) return chain;
  await transaction.run(
    'renumber',
    `UPDATE change_sent AS sent SET sequence = theirs.sequence, chain = theirs.chain
     FROM unnest($2::bigint[], $3::bigint[], $4::bytea[]) AS theirs (before, sequence, chain)
     WHERE sent.sender = $1 AND sent.sequence = theirs.before`,
    [sender, left.map(({ sequence }) => sequence + aside), left.map((_, index) => confirmed + 1 + index), chains],
  );
  return chain;
}
