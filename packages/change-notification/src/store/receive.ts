import { invariant } from '@juki/errors';
import type { Fault } from '../event/fault-codes.ts';
import { changeFile } from '../examine/change-file.ts';
import type { Settled } from '../examine/settled.ts';
import { base64url } from '../exchange/base64url.ts';
import { checkNotification } from '../exchange/check-notification.ts';
import { firstLink } from '../exchange/hash-chain.ts';
import type { Notification } from '../exchange/notification.ts';
import type { Decision, Outcome, Receipt, WaitsFor } from '../exchange/receipt.ts';
import type { VerifiedBatch } from '../exchange/verify-batch.ts';
import { addLateDecisions } from './late-decisions.ts';
import { loadMemory } from './load-memory.ts';
import { appendToOutbox } from './outbox.ts';
import { openRefusals, saveLateOutcomes, saveNotifications, saveRefusals, saveWaiting } from './save-notifications.ts';
import { saveRows } from './save-rows.ts';
import { readSource, type Source, writeSource } from './sources.ts';
import { type StoreContext, sha256 } from './store-context.ts';
import type { Transaction } from './transaction.ts';

/** A notification of a batch under its number. */
interface Numbered {
  readonly sequence: number;
  readonly hash: Uint8Array;
  readonly chain: Uint8Array;
  readonly notification: Notification;
}

/** Takes a verified batch into the file of its receiver; all of it or nothing, and whatever was taken before is answered as then. */
export async function receive(
  transaction: Transaction,
  context: StoreContext,
  { batch, links }: VerifiedBatch,
): Promise<Receipt> {
  const { sender, receiver, first } = batch;
  const source = await readSource(transaction, sender);
  const answer = (state: Receipt['state'], at: Source, decisions: Receipt['decisions'] = []): Receipt => ({
    sender,
    receiver,
    state,
    next: at.next,
    chain: base64url(at.chain),
    decisions,
  });
  if (first > source.next) return answer('GAP', source);
  const numbered = batch.notifications.map((notification, index): Numbered => {
    const link = links[index];
    invariant(link !== undefined, 'verifyBatch hashes every notification');
    return { sequence: first + index, hash: link.hash, chain: link.chain, notification };
  });
  if (!(await agrees(transaction, source, batch.sender, batch.previous, numbered))) return answer('DIVERGED', source);
  const fresh = numbered.filter(({ sequence }) => sequence >= source.next);
  const last = fresh.at(-1);
  let moved = source;
  let news: ReadonlySet<number> = new Set();
  if (last !== undefined) {
    moved = { ...source, next: last.sequence + 1, chain: Buffer.from(last.chain) };
    await writeSource(transaction, sender, moved);
    news = await takeIn(transaction, context, receiver, sender, fresh);
  }
  const decisions = await decisionsOf(transaction, context, sender, first, first + numbered.length - 1);
  return answer(
    'TAKEN',
    moved,
    decisions.map((decision) => ({ ...decision, already: !news.has(decision.sequence) })),
  );
}

/** Whether the batch goes on from what is known of the sender: same chain before it, same contents under known numbers. */
async function agrees(
  transaction: Transaction,
  source: Source,
  sender: string,
  previous: string,
  numbered: readonly Numbered[],
): Promise<boolean> {
  const first = numbered[0]?.sequence ?? 1;
  if (first === source.next) return previous === base64url(source.chain);
  const rows = await transaction.rows<{ sequence: string; hash: Buffer; chain: Buffer }>(
    'received',
    'SELECT sequence, hash, chain FROM change_received WHERE sender = $1 AND sequence BETWEEN $2 AND $3',
    [sender, first - 1, first + numbered.length - 1],
  );
  const known = new Map(rows.map((row) => [Number(row.sequence), row]));
  const before = first === 1 ? Buffer.from(firstLink(sender, source.receiver, sha256)) : known.get(first - 1)?.chain;
  if (before === undefined || previous !== base64url(before)) return false;
  return numbered.every(({ sequence, hash }) => known.get(sequence)?.hash.equals(hash) ?? sequence >= source.next);
}

/** Answers the numbers that are news: not those whose event came under another number before. */
async function takeIn(
  transaction: Transaction,
  context: StoreContext,
  file: string,
  sender: string,
  fresh: readonly Numbered[],
): Promise<ReadonlySet<number>> {
  const known = await knownDigests(transaction, fresh);
  const rejected = new Map<number, readonly Fault[]>();
  const taken = new Map<string, Numbered>();
  for (const one of fresh) {
    const faults = rejection(one, context, sender, known);
    if (faults.length > 0) rejected.set(one.sequence, faults);
    const key = keyOf(one.notification);
    if (faults.length > 0 || known.has(key)) continue;
    known.set(key, Buffer.from(one.hash));
    taken.set(key, one);
  }
  const memory = await loadMemory(
    transaction,
    context,
    file,
    [...taken.values()].map(({ notification }) => notification),
  );
  const book = changeFile(memory);
  for (const { sequence, notification } of taken.values()) book.take({ sender, sequence, notification });
  await noteReceived(transaction, sender, fresh, rejected);
  await openRefusals(transaction, context, rejectedOf(context, fresh, rejected));
  await saveTaken(transaction, context, file, book.changes(), taken);
  return new Set([...[...taken.values()].map(({ sequence }) => sequence), ...rejected.keys()]);
}

/** Writes what a file's examination came to; also used where the waiting ends without a new notification. */
export async function saveTaken(
  transaction: Transaction,
  context: StoreContext,
  file: string,
  changes: ReturnType<ReturnType<typeof changeFile>['changes']>,
  taken: ReadonlyMap<string, { readonly hash: Uint8Array }> = new Map(),
): Promise<void> {
  const { tier } = context;
  invariant(tier !== 'municipal', 'a municipality receives nothing');
  await saveRows(transaction, context, changes);
  // One that waited for a moment only, within this batch, counts as what it came to.
  const final = new Map<string, Settled>();
  for (const settled of changes.settled) final.set(keyOf(settled.incoming.notification), settled);
  const fresh = [...final].flatMap(([key, settled]) => {
    const hash = taken.get(key)?.hash;
    return hash === undefined ? [] : [{ settled, digest: hash }];
  });
  const late = [...final].filter(([key]) => !taken.has(key)).map(([, settled]) => settled);
  await saveNotifications(transaction, context, fresh);
  await saveLateOutcomes(transaction, context, file, late);
  await saveWaiting(
    transaction,
    context,
    file,
    fresh.filter(({ settled }) => settled.outcome === 'WAITS').map(({ settled }) => settled),
  );
  await saveRefusals(transaction, context, tier, [...final.values()]);
  if (tier === 'prefectural') {
    const applied = changes.settled.filter(({ outcome }) => outcome === 'APPLIED');
    await appendToOutbox(
      transaction,
      file,
      applied.map(({ incoming }) => incoming.notification),
    );
  }
  await addLateDecisions(
    transaction,
    context,
    late.map(({ incoming, outcome, faults, waitsFor }) => ({
      sender: incoming.sender,
      sequence: incoming.sequence,
      municipalityCode: incoming.notification.municipalityCode,
      eventId: incoming.notification.eventId,
      tier,
      outcome,
      faults,
      waitsFor,
    })),
  );
}

function keyOf({ municipalityCode, eventId }: Notification): string {
  return `${municipalityCode} ${eventId}`;
}

function rejection(
  { notification, hash }: Numbered,
  { tier, residentCodeRule }: StoreContext,
  sender: string,
  known: ReadonlyMap<string, Buffer>,
): readonly Fault[] {
  const checked = checkNotification(notification, { residentCodeRule });
  if (!checked.sound) return checked.faults;
  const { municipalityCode } = notification;
  const own = tier === 'national' ? municipalityCode.slice(0, 2) === sender.slice(0, 2) : municipalityCode === sender;
  if (!own) return [{ field: 'municipalityCode', code: 'SENDER_NOT_COMPETENT' }];
  const digest = known.get(keyOf(notification));
  return digest === undefined || digest.equals(hash) ? [] : [{ field: 'eventId', code: 'EVENT_ID_REUSED' }];
}

/** How a notification is called on lists: an unsound name could not even be written down, and must not stop its batch. */
function nameOf({ municipalityCode, eventId }: Notification): { municipalityCode: string; eventId: string } {
  return {
    municipalityCode: /^\d{6}$/.test(municipalityCode) ? municipalityCode : '',
    eventId: /^[A-Za-z0-9._:-]{1,64}$/.test(eventId) ? eventId : '',
  };
}

async function knownDigests(transaction: Transaction, fresh: readonly Numbered[]): Promise<Map<string, Buffer>> {
  const rows = await transaction.rows<{ municipality_code: string; event_id: string; digest: Buffer }>(
    'known',
    `SELECT known.municipality_code, known.event_id, known.digest
     FROM unnest($1::text[], $2::text[]) AS sought (m, e)
     JOIN change_notification AS known ON known.municipality_code = sought.m::char(6) AND known.event_id = sought.e`,
    [
      fresh.map(({ notification }) => nameOf(notification).municipalityCode),
      fresh.map(({ notification }) => nameOf(notification).eventId),
    ],
  );
  return new Map(rows.map((row) => [`${row.municipality_code} ${row.event_id}`, row.digest]));
}

async function noteReceived(
  transaction: Transaction,
  sender: string,
  fresh: readonly Numbered[],
  rejected: ReadonlyMap<number, readonly Fault[]>,
): Promise<void> {
  await transaction.run(
    'note-received',
    `INSERT INTO change_received (sender, sequence, municipality_code, event_id, hash, chain, rejected)
     SELECT $1::char(6), sequence, m, e, hash, chain, rejected::jsonb
     FROM unnest($2::bigint[], $3::text[], $4::text[], $5::bytea[], $6::bytea[], $7::text[])
       AS added (sequence, m, e, hash, chain, rejected)`,
    [
      sender,
      fresh.map(({ sequence }) => sequence),
      fresh.map(({ notification }) => nameOf(notification).municipalityCode),
      fresh.map(({ notification }) => nameOf(notification).eventId),
      fresh.map(({ hash }) => Buffer.from(hash)),
      fresh.map(({ chain }) => Buffer.from(chain)),
      fresh.map(({ sequence }) => {
        const faults = rejected.get(sequence);
        return faults === undefined ? null : JSON.stringify(faults);
      }),
    ],
  );
}

/** Whoever cannot be named on the list (no such municipality, no such id) is refused in the receipt only. */
function rejectedOf(
  { tier }: StoreContext,
  fresh: readonly Numbered[],
  rejected: ReadonlyMap<number, readonly Fault[]>,
) {
  if (tier === 'municipal') return [];
  return fresh.flatMap(({ sequence, notification }) => {
    const faults = rejected.get(sequence);
    const { municipalityCode, eventId } = nameOf(notification);
    if (faults === undefined || municipalityCode === '' || eventId === '') return [];
    return [{ municipalityCode, eventId, tier, faults }];
  });
}

interface ReceivedRow {
  readonly sequence: string;
  readonly municipality_code: string;
  readonly event_id: string;
  readonly rejected: readonly Fault[] | null;
  readonly outcome: Outcome | null;
  readonly waits_for: WaitsFor | null;
  readonly faults: readonly Fault[] | null;
}

/** What became of a stretch of a sender's numbers, as it stands now. */
export async function decisionsOf(
  transaction: Transaction,
  { tier }: StoreContext,
  sender: string,
  from: number,
  to: number,
): Promise<readonly Decision[]> {
  invariant(tier !== 'municipal', 'a municipality receives nothing');
  const rows = await transaction.rows<ReceivedRow>(
    'decisions-of',
    `SELECT received.sequence, received.municipality_code, received.event_id, received.rejected, known.outcome,
       known.waits_for, known.faults
     FROM change_received AS received
     LEFT JOIN change_notification AS known
       ON known.municipality_code = received.municipality_code::char(6) AND known.event_id = received.event_id
     WHERE received.sender = $1 AND received.sequence BETWEEN $2 AND $3 ORDER BY received.sequence`,
    [sender, from, to],
  );
  return rows.map((row) => ({
    sequence: Number(row.sequence),
    municipalityCode: row.municipality_code,
    eventId: row.event_id,
    tier,
    outcome: row.rejected === null && row.outcome !== null ? row.outcome : 'REFUSED',
    faults: row.rejected ?? row.faults ?? [],
    waitsFor: row.rejected === null ? row.waits_for : null,
  }));
}
