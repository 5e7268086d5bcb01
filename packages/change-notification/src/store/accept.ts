import { randomBytes } from 'node:crypto';
import type { ChangeEvent } from '../event/change-event.ts';
import { checkEvent } from '../event/check-event.ts';
import type { Fault } from '../event/fault-codes.ts';
import { changeFile } from '../examine/change-file.ts';
import type { Settled } from '../examine/settled.ts';
import { base64url } from '../exchange/base64url.ts';
import { canonicalEvent } from '../exchange/hash-notification.ts';
import type { Notification } from '../exchange/notification.ts';
import type { Acceptance } from './change-store.ts';
import { loadMemory } from './load-memory.ts';
import { appendToOutbox } from './outbox.ts';
import { recordId } from './record-id.ts';
import { closeRefusals, saveNotifications } from './save-notifications.ts';
import { saveRows } from './save-rows.ts';
import type { StoreContext } from './store-context.ts';
import type { Transaction } from './transaction.ts';

/** An event in the order in which it was handed in, or why it is none. */
type Handed =
  | { readonly event: ChangeEvent; readonly digest: Buffer }
  | { readonly eventId: string | null; readonly faults: readonly Fault[] };

/**
 * The CS takes in what its registry system hands over: form and codes checked, file and outbox written together. An event
 * that was taken in before is answered with its number; another one under its id is refused.
 */
export async function accept(
  transaction: Transaction,
  context: StoreContext,
  municipalityCode: string,
  unverifiedEvents: readonly unknown[],
): Promise<readonly Acceptance[]> {
  const handed = unverifiedEvents.map((unverified) => readEvent(unverified, context, municipalityCode));
  const known = await knownEvents(transaction, municipalityCode, handed);
  const refusals = await refusedEvents(transaction, municipalityCode, handed);
  const fresh = new Map<string, { readonly notification: Notification; readonly digest: Buffer }>();
  const answers: (Acceptance | { readonly pending: string; readonly already: boolean })[] = handed.map((one) => {
    if (!('event' in one)) return { outcome: 'REFUSED', ...one };
    const { event, digest } = one;
    const before = known.get(event.eventId) ?? fresh.get(event.eventId);
    if (before !== undefined && !before.digest.equals(digest)) return refusal(event, 'eventId', 'EVENT_ID_REUSED');
    if (before !== undefined) return { pending: event.eventId, already: true };
    if (event.corrects !== null && !refusals.has(event.corrects)) {
      return refusal(event, 'corrects', 'REFUSAL_UNKNOWN');
    }
    fresh.set(event.eventId, { notification: notify(event, context), digest });
    return { pending: event.eventId, already: false };
  });
  const settled = await enter(transaction, context, municipalityCode, fresh);
  return answers.map((answer): Acceptance => {
    if ('outcome' in answer) return answer;
    const sequence = known.get(answer.pending)?.sequence ?? settled.sequences.get(answer.pending);
    if (sequence !== undefined)
      return { outcome: 'ACCEPTED', eventId: answer.pending, sequence, already: answer.already };
    return { outcome: 'REFUSED', eventId: answer.pending, faults: settled.refused.get(answer.pending) ?? [] };
  });
}

function refusal({ eventId }: ChangeEvent, field: string, code: Fault['code']): Acceptance {
  return { outcome: 'REFUSED', eventId, faults: [{ field, code }] };
}

function readEvent(unverified: unknown, context: StoreContext, municipalityCode: string): Handed {
  const checked = checkEvent(unverified, context);
  if (!checked.sound) return { eventId: eventIdOf(unverified), faults: checked.faults };
  const { event } = checked;
  if (event.municipalityCode !== municipalityCode) {
    return { eventId: event.eventId, faults: [{ field: 'municipalityCode', code: 'SENDER_NOT_COMPETENT' }] };
  }
  return { event, digest: context.keyedHash(`change event\n${canonicalEvent(event)}`) };
}

/** So that the answer can be matched; only if it has the form of an id, for an answer repeats nothing else. */
function eventIdOf(unverified: unknown): string | null {
  if (typeof unverified !== 'object' || unverified === null || !('eventId' in unverified)) return null;
  const { eventId } = unverified;
  return typeof eventId === 'string' && /^[A-Za-z0-9._:-]{1,64}$/.test(eventId) ? eventId : null;
}

function notify(event: ChangeEvent, { clock, today }: StoreContext): Notification {
  return {
    ...event,
    recordId: recordId(clock(), randomBytes(10)),
    salt: base64url(randomBytes(16)),
    notifiedOn: today(),
  };
}

async function knownEvents(transaction: Transaction, municipalityCode: string, handed: readonly Handed[]) {
  const rows = await transaction.rows<{ event_id: string; digest: Buffer; sequence: string }>(
    'known-events',
    `SELECT known.event_id, known.digest, sent.sequence
     FROM change_notification AS known
     JOIN change_sent AS sent ON sent.sender = known.municipality_code
       AND sent.municipality_code = known.municipality_code AND sent.event_id = known.event_id
     WHERE known.municipality_code = $1 AND known.event_id = ANY ($2)`,
    [municipalityCode, handed.flatMap((one) => ('event' in one ? [one.event.eventId] : []))],
  );
  return new Map(
    rows.map(({ event_id, digest, sequence }) => [event_id, { digest, sequence: Number(sequence) }] as const),
  );
}

async function refusedEvents(transaction: Transaction, municipalityCode: string, handed: readonly Handed[]) {
  const named = handed.flatMap((one) => ('event' in one && one.event.corrects !== null ? [one.event.corrects] : []));
  if (named.length === 0) return new Set<string>();
  const rows = await transaction.rows<{ event_id: string }>(
    'refused-events',
    'SELECT event_id FROM change_refusal WHERE municipality_code = $1 AND event_id = ANY ($2) AND corrected_by IS NULL',
    [municipalityCode, named],
  );
  return new Set(rows.map(({ event_id }) => event_id));
}

async function enter(
  transaction: Transaction,
  context: StoreContext,
  municipalityCode: string,
  fresh: ReadonlyMap<string, { readonly notification: Notification; readonly digest: Buffer }>,
): Promise<{ sequences: ReadonlyMap<string, number>; refused: ReadonlyMap<string, readonly Fault[]> }> {
  if (fresh.size === 0) return { sequences: new Map(), refused: new Map() };
  const notifications = [...fresh.values()].map(({ notification }) => notification);
  const book = changeFile(await loadMemory(transaction, context, municipalityCode, notifications));
  for (const notification of notifications) book.take({ sender: municipalityCode, sequence: 0, notification });
  const changes = book.changes();
  const applied = changes.settled.filter(({ outcome }) => outcome === 'APPLIED');
  await saveRows(transaction, context, changes);
  await saveNotifications(
    transaction,
    context,
    applied.flatMap((settled) => {
      const digest = fresh.get(idOf(settled))?.digest;
      return digest === undefined ? [] : [{ settled, digest }];
    }),
  );
  const entered = applied.map(({ incoming }) => incoming.notification);
  const first = await appendToOutbox(transaction, municipalityCode, entered);
  await closeRefusals(transaction, entered);
  return {
    sequences: new Map(applied.map((settled, index) => [idOf(settled), first + index])),
    refused: new Map(
      changes.settled
        .filter(({ outcome }) => outcome === 'REFUSED')
        .map((settled) => [idOf(settled), settled.faults] as const),
    ),
  };
}

function idOf({ incoming }: Settled): string {
  return incoming.notification.eventId;
}
