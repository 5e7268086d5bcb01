import { invariant, JukiError } from '@juki/errors';
import { base64url } from '../exchange/base64url.ts';
import type { Batch } from '../exchange/batch.ts';
import { firstLink, nextLink } from '../exchange/hash-chain.ts';
import { hashNotification } from '../exchange/hash-notification.ts';
import type { Notification } from '../exchange/notification.ts';
import { signedHead } from '../exchange/sign-batch.ts';
import { receiverOf, type StoreContext, sha256 } from './store-context.ts';
import type { Transaction } from './transaction.ts';

/** How far a sender has come. */
export interface Sender {
  readonly receiver: string;
  readonly last: number;
  readonly chain: Buffer;
  readonly confirmed: number;
  readonly cursor: number;
  readonly halted: string | null;
}

interface SenderRow {
  readonly receiver: string;
  readonly last: string;
  readonly chain: Buffer;
  readonly confirmed: string;
  readonly cursor: string;
  readonly halted: string | null;
}

/** Reads how far a sender has come; begins at nothing. */
export async function readSender(transaction: Transaction, sender: string): Promise<Sender> {
  const [row] = await transaction.rows<SenderRow>(
    'sender',
    'SELECT receiver, last, chain, confirmed, cursor, halted FROM change_sender WHERE sender = $1',
    [sender],
  );
  const receiver = receiverOf(sender);
  if (row === undefined) {
    const chain = Buffer.from(firstLink(sender, receiver, sha256));
    return { receiver, last: 0, chain, confirmed: 0, cursor: 0, halted: null };
  }
  return { ...row, last: Number(row.last), confirmed: Number(row.confirmed), cursor: Number(row.cursor) };
}

/** Writes how far a sender has come; the lock of its file is held. */
export async function writeSender(transaction: Transaction, sender: string, state: Sender): Promise<void> {
  await transaction.run(
    'write-sender',
    `INSERT INTO change_sender (sender, receiver, last, chain, confirmed, cursor, halted)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (sender) DO UPDATE SET last = excluded.last, chain = excluded.chain, confirmed = excluded.confirmed,
       cursor = excluded.cursor, halted = excluded.halted`,
    [sender, state.receiver, state.last, state.chain, state.confirmed, state.cursor, state.halted],
  );
}

/** Gives notifications the next numbers of a sender's sequence; answers the first number. */
export async function appendToOutbox(
  transaction: Transaction,
  sender: string,
  notifications: readonly Notification[],
): Promise<number> {
  const state = await readSender(transaction, sender);
  if (notifications.length === 0) return state.last + 1;
  let { chain } = state;
  const chains = notifications.map((notification) => {
    chain = Buffer.from(nextLink(chain, hashNotification(notification, sha256), sha256));
    return chain;
  });
  await transaction.run(
    'append',
    `INSERT INTO change_sent (sender, sequence, municipality_code, event_id, chain)
     SELECT $1::char(6), $2::bigint + place, m::char(6), e, chain
     FROM unnest($3::text[], $4::text[], $5::bytea[]) WITH ORDINALITY AS added (m, e, chain, place)`,
    [
      sender,
      state.last,
      notifications.map(({ municipalityCode }) => municipalityCode),
      notifications.map(({ eventId }) => eventId),
      chains,
    ],
  );
  await writeSender(transaction, sender, { ...state, last: state.last + notifications.length, chain });
  return state.last + 1;
}

/** The chain of a sender's own sequence after a number; null for a number that it never gave out. */
export async function chainAt(
  transaction: Transaction,
  sender: string,
  state: Sender,
  sequence: number,
): Promise<Buffer | null> {
  if (sequence === 0) return Buffer.from(firstLink(sender, state.receiver, sha256));
  if (sequence === state.last) return state.chain;
  const [row] = await transaction.rows<{ chain: Buffer }>(
    'chain-at',
    'SELECT chain FROM change_sent WHERE sender = $1 AND sequence = $2',
    [sender, sequence],
  );
  return row?.chain ?? null;
}

/** The next batch of what is not confirmed, signed by the body that sends it. */
export async function nextBatch(
  transaction: Transaction,
  { keys, openPayload }: StoreContext,
  sender: string,
  most: number,
): Promise<Batch | null> {
  const state = await readSender(transaction, sender);
  refuseHalted(state);
  const rows = await transaction.rows<SentRow>(
    'unconfirmed',
    `SELECT sent.sequence, sent.chain, sent.municipality_code, sent.event_id, known.payload_sealed
     FROM change_sent AS sent JOIN change_notification AS known USING (municipality_code, event_id)
     WHERE sent.sender = $1 AND sent.sequence > $2 AND sent.sequence <= $3 ORDER BY sent.sequence`,
    [sender, state.confirmed, state.confirmed + most],
  );
  const last = rows.at(-1);
  if (last === undefined) return null;
  const previous = await chainAt(transaction, sender, state, state.confirmed);
  invariant(previous !== null && Number(rows[0]?.sequence) === state.confirmed + 1, 'a sequence has no holes');
  const signer = keys.signer(`change/${sender}`);
  const head = {
    format: 'juki-change-batch-1',
    sender,
    receiver: state.receiver,
    first: state.confirmed + 1,
    previous: base64url(previous),
    chain: base64url(last.chain),
    keyId: signer.keyId,
  } as const;
  return {
    ...head,
    notifications: rows.map(({ municipality_code, event_id, payload_sealed }) => {
      if (payload_sealed !== null) return openPayload(municipality_code, event_id, payload_sealed);
      throw new JukiError(
        'CHANGE_SENDER_HALTED',
        'The receiver asks for notifications older than a year, whose contents were erased (令34条4項). Bring its file in line by a consistency check.',
      );
    }),
    signature: base64url(signer.sign(signedHead(head, rows.length))),
  };
}

interface SentRow {
  readonly sequence: string;
  readonly chain: Buffer;
  readonly municipality_code: string;
  readonly event_id: string;
  readonly payload_sealed: Buffer | null;
}

/** Stops whoever would go on with numbers that mean something else at the receiver. */
export function refuseHalted({ halted }: Pick<Sender, 'halted'>): void {
  if (halted === null) return;
  throw new JukiError(
    'CHANGE_SENDER_HALTED',
    `${halted} Nothing is sent until the state of the receiver was adopted (juki changes adopt).`,
  );
}
