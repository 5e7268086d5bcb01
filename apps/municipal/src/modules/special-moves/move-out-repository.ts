import { inTransaction } from '@juki/database';
import type { Bytes } from '@juki/subgraph-runtime';
import type { Pool } from 'pg';
import { queueMessage } from './move-message-repository.ts';

/** 転出届 as the former municipality keeps it. */
export interface MoveOut {
  readonly municipalityCode: string;
  readonly moveKey: string;
  readonly fingerprint: Uint8Array;
  readonly destinationCode: string;
  readonly plannedOn: string;
  readonly state: 'ANNOUNCED' | 'NOTIFIED' | 'CONFIRMED';
  readonly operator: string;
  readonly announcedAt: Date;
  readonly notifiedAt: Date | null;
  readonly resent: number;
  readonly confirmedAt: Date | null;
  readonly confirmedCode: string | null;
}

/** A person of a move, with the notice as it was or will be sent. */
export interface MoveOutPerson {
  readonly ref: Bytes;
  readonly noticeSealed: Uint8Array;
}

/** Keeps the moves that were announced in a municipality (住民基本台帳法24条の2). */
export interface MoveOutRepository {
  find(municipalityCode: string, moveKey: string): Promise<MoveOut | undefined>;
  people(municipalityCode: string, moveKey: string): Promise<readonly MoveOutPerson[]>;
  /** The newest move of a person, whatever its state. */
  findByPerson(municipalityCode: string, ref: Bytes): Promise<MoveOut | undefined>;
  /** Keeps an announcement; one under the same key stays. */
  announce(moveOut: MoveOut, people: readonly MoveOutPerson[]): Promise<void>;
  /** Puts the notice on its way (第3項, or 第6項 under another message). `again`: it was asked for. */
  send(
    moveOut: MoveOut,
    message: { readonly messageId: string; readonly to: string; readonly again: boolean },
    now: Date,
  ): Promise<void>;
  notified(municipalityCode: string, moveKey: string, now: Date): Promise<void>;
  /** 転出の確定 (9条1項, 令13条2項); the first one counts. */
  confirm(moveOut: MoveOut, confirmedCode: string, now: Date): Promise<void>;
}

const columns = `municipality_code AS "municipalityCode", move_key AS "moveKey", fingerprint,
  destination_code AS "destinationCode", planned_on::text AS "plannedOn", state, operator, announced_at AS "announcedAt",
  notified_at AS "notifiedAt", resent, confirmed_at AS "confirmedAt", confirmed_code AS "confirmedCode"`;

/** The two tables over the writer's pool. */
export function createMoveOutRepository(pool: Pool): MoveOutRepository {
  return {
    async find(municipalityCode, moveKey) {
      const { rows } = await pool.query<MoveOut>(
        `SELECT ${columns} FROM move_out WHERE municipality_code = $1 AND move_key = $2`,
        [municipalityCode, moveKey],
      );
      return rows[0];
    },
    async people(municipalityCode, moveKey) {
      const { rows } = await pool.query<MoveOutPerson>(
        `SELECT ref, notice_sealed AS "noticeSealed" FROM move_out_person
         WHERE municipality_code = $1 AND move_key = $2 ORDER BY position`,
        [municipalityCode, moveKey],
      );
      return rows;
    },
    async findByPerson(municipalityCode, ref) {
      const { rows } = await pool.query<MoveOut>(
        `SELECT ${columns} FROM move_out WHERE municipality_code = $1 AND move_key IN (
           SELECT move_key FROM move_out_person WHERE municipality_code = $1 AND ref = $2)
         ORDER BY announced_at DESC LIMIT 1`,
        [municipalityCode, ref],
      );
      return rows[0];
    },
    announce: (moveOut, people) =>
      inTransaction(pool, async (client) => {
        const { municipalityCode, moveKey } = moveOut;
        const { rowCount } = await client.query(
          `INSERT INTO move_out (municipality_code, move_key, fingerprint, destination_code, planned_on, state, operator, announced_at)
           VALUES ($1, $2, $3, $4, $5::date, 'ANNOUNCED', $6, $7) ON CONFLICT (municipality_code, move_key) DO NOTHING`,
          [
            municipalityCode,
            moveKey,
            moveOut.fingerprint,
            moveOut.destinationCode,
            moveOut.plannedOn,
            moveOut.operator,
            moveOut.announcedAt,
          ],
        );
        if (rowCount === 0) return;
        for (const [index, { ref, noticeSealed }] of people.entries()) {
          await client.query(
            `INSERT INTO move_out_person (municipality_code, move_key, ref, position, notice_sealed)
             VALUES ($1, $2, $3, $4, $5)`,
            [municipalityCode, moveKey, ref, index + 1, noticeSealed],
          );
        }
      }),
    send: ({ municipalityCode, moveKey }, { messageId, to, again }, now) =>
      inTransaction(pool, async (client) => {
        const { rowCount } = await client.query(
          'SELECT FROM move_message WHERE municipality_code = $1 AND message_id = $2',
          [municipalityCode, messageId],
        );
        if (rowCount !== 0) return;
        await queueMessage(
          client,
          { municipalityCode, messageId, kind: 'NOTICE', receiverCode: to, about: moveKey },
          now,
        );
        if (!again) return;
        await client.query('UPDATE move_out SET resent = resent + 1 WHERE municipality_code = $1 AND move_key = $2', [
          municipalityCode,
          moveKey,
        ]);
      }),
    async notified(municipalityCode, moveKey, now) {
      await pool.query(
        `UPDATE move_out SET state = CASE state WHEN 'ANNOUNCED' THEN 'NOTIFIED'::move_out_state ELSE state END, notified_at = $3
         WHERE municipality_code = $1 AND move_key = $2`,
        [municipalityCode, moveKey, now],
      );
    },
    async confirm({ municipalityCode, moveKey }, confirmedCode, now) {
      await pool.query(
        `UPDATE move_out SET state = 'CONFIRMED', confirmed_at = $4, confirmed_code = $3
         WHERE municipality_code = $1 AND move_key = $2 AND state <> 'CONFIRMED'`,
        [municipalityCode, moveKey, confirmedCode, now],
      );
    },
  };
}
