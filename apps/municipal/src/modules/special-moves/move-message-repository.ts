import type { Pool, PoolClient } from 'pg';

/** What a municipality still owes another. */
export interface MoveMessage {
  readonly municipalityCode: string;
  readonly messageId: string;
  readonly kind: 'NOTICE' | 'ASK' | 'CONFIRMATION';
  readonly receiverCode: string;
  readonly about: string;
  readonly attempts: number;
}

/** The outbox of the municipalities that a process hosts. */
export interface MoveMessageRepository {
  /** What some municipalities have to send, the oldest first. */
  due(municipalityCodes: readonly string[], now: Date): Promise<readonly MoveMessage[]>;
  delivered(message: MoveMessage, now: Date): Promise<void>;
  /** The receiver does not take it: it is not sent again. */
  refused(message: MoveMessage, reason: string): Promise<void>;
  /** It did not arrive; it is tried again, after a time that doubles up to an hour. */
  postpone(message: MoveMessage, now: Date): Promise<void>;
}

/** Puts a message into the outbox, in the transaction that makes it necessary; one that is there stays. */
export async function queueMessage(
  client: PoolClient,
  message: Omit<MoveMessage, 'attempts'>,
  now: Date,
): Promise<void> {
  const { municipalityCode, messageId, kind, receiverCode, about } = message;
  await client.query(
    `INSERT INTO move_message (municipality_code, message_id, kind, receiver_code, about, created_at, next_attempt_at)
     VALUES ($1, $2, $3, $4, $5, $6, $6) ON CONFLICT (municipality_code, message_id) DO NOTHING`,
    [municipalityCode, messageId, kind, receiverCode, about, now],
  );
}

/** The outbox over the writer's pool. */
export function createMoveMessageRepository(pool: Pool): MoveMessageRepository {
  return {
    async due(municipalityCodes, now) {
      const { rows } = await pool.query<MoveMessage>({
        name: 'move-message-due',
        text: `SELECT municipality_code AS "municipalityCode", message_id AS "messageId", kind,
            receiver_code AS "receiverCode", about, attempts FROM move_message
          WHERE municipality_code = ANY ($1) AND next_attempt_at <= $2 AND delivered_at IS NULL AND refused IS NULL
          ORDER BY created_at, message_id LIMIT 20`,
        values: [municipalityCodes, now],
      });
      return rows;
    },
    async delivered({ municipalityCode, messageId }, now) {
      await pool.query(
        `UPDATE move_message SET delivered_at = $3, attempts = attempts + 1
         WHERE municipality_code = $1 AND message_id = $2 AND delivered_at IS NULL`,
        [municipalityCode, messageId, now],
      );
    },
    async refused({ municipalityCode, messageId }, reason) {
      await pool.query(
        'UPDATE move_message SET refused = $3, attempts = attempts + 1 WHERE municipality_code = $1 AND message_id = $2',
        [municipalityCode, messageId, reason],
      );
    },
    async postpone({ municipalityCode, messageId, attempts }, now) {
      const wait = Math.min(3600, 2 ** Math.min(attempts, 12)) * 1000;
      await pool.query(
        `UPDATE move_message SET next_attempt_at = $3, attempts = attempts + 1
         WHERE municipality_code = $1 AND message_id = $2`,
        [municipalityCode, messageId, new Date(now.getTime() + wait)],
      );
    },
  };
}
