import { inTransaction } from '@juki/database';
import type { Bytes } from '@juki/subgraph-runtime';
import type { Pool } from 'pg';
import { queueMessage } from './move-message-repository.ts';

/** 転入届 as the new municipality keeps it. */
export interface MoveIn {
  readonly municipalityCode: string;
  readonly moveInKey: string;
  readonly fingerprint: Uint8Array;
  readonly originCode: string;
  readonly codeKey: Bytes;
  readonly filingSealed: Uint8Array;
  readonly movedOn: string;
  readonly state: 'ASKED' | 'READY' | 'REGISTERED' | 'CONFIRMED';
  readonly messageId: string | null;
  readonly operator: string;
  readonly filedAt: Date;
  /** Whether the former municipality knew of no such move. */
  readonly askRefused: boolean;
}

/** What a person declared at the counter. */
export interface Filing {
  readonly name: string;
  readonly residentCode: string;
  readonly address: string;
}

/** Keeps the filings of who moves in (住民基本台帳法22条, 24条の2). */
export interface MoveInRepository {
  find(municipalityCode: string, moveInKey: string): Promise<MoveIn | undefined>;
  /** A filing whose notice is at hand: the notice is claimed. `false`: it was claimed or erased in between. */
  claim(moveIn: MoveIn): Promise<boolean>;
  /** A filing whose notice is asked for (第5項) under the message of its own key. */
  ask(moveIn: MoveIn): Promise<void>;
  /** Entered in the register; the former municipality is to be told (9条1項). */
  registered(moveIn: MoveIn, messageId: string, now: Date): Promise<void>;
  confirmed(municipalityCode: string, moveInKey: string, now: Date): Promise<void>;
}

/** The table over the writer's pool. */
export function createMoveInRepository(pool: Pool): MoveInRepository {
  return {
    async find(municipalityCode, moveInKey) {
      const { rows } = await pool.query<MoveIn>(
        `SELECT municipality_code AS "municipalityCode", move_in_key AS "moveInKey", fingerprint, origin_code AS "originCode",
           code_key AS "codeKey", filing_sealed AS "filingSealed", moved_on::text AS "movedOn", state,
           message_id AS "messageId", operator, filed_at AS "filedAt",
           EXISTS (SELECT FROM move_message WHERE move_message.municipality_code = move_in.municipality_code
             AND about = move_in_key AND kind = 'ASK' AND refused IS NOT NULL) AS "askRefused"
         FROM move_in WHERE municipality_code = $1 AND move_in_key = $2`,
        [municipalityCode, moveInKey],
      );
      return rows[0];
    },
    claim: (moveIn) =>
      inTransaction(pool, async (client) => {
        const { rowCount } = await client.query(
          `UPDATE move_notice SET state = 'CLAIMED'
           WHERE municipality_code = $1 AND origin_code = $2 AND message_id = $3 AND state = 'WAITING'`,
          [moveIn.municipalityCode, moveIn.originCode, moveIn.messageId],
        );
        if (rowCount === 0) return false;
        await client.query(insert, row(moveIn));
        return true;
      }),
    ask: (moveIn) =>
      inTransaction(pool, async (client) => {
        const { municipalityCode, moveInKey, originCode, filedAt } = moveIn;
        await client.query(insert, row(moveIn));
        const message = { municipalityCode, messageId: moveInKey, receiverCode: originCode, about: moveInKey };
        await queueMessage(client, { ...message, kind: 'ASK' }, filedAt);
      }),
    registered: ({ municipalityCode, moveInKey, originCode }, messageId, now) =>
      inTransaction(pool, async (client) => {
        await client.query(
          `UPDATE move_in SET state = 'REGISTERED', registered_at = $3
           WHERE municipality_code = $1 AND move_in_key = $2 AND state = 'READY'`,
          [municipalityCode, moveInKey, now],
        );
        const message = { municipalityCode, messageId, receiverCode: originCode, about: moveInKey };
        await queueMessage(client, { ...message, kind: 'CONFIRMATION' }, now);
      }),
    async confirmed(municipalityCode, moveInKey, now) {
      await pool.query(
        `UPDATE move_in SET state = 'CONFIRMED', confirmed_at = $3
         WHERE municipality_code = $1 AND move_in_key = $2 AND state = 'REGISTERED'`,
        [municipalityCode, moveInKey, now],
      );
    },
  };
}

const insert = `INSERT INTO move_in (municipality_code, move_in_key, fingerprint, origin_code, code_key, filing_sealed,
    moved_on, state, message_id, operator, filed_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7::date, $8, $9, $10, $11) ON CONFLICT (municipality_code, move_in_key) DO NOTHING`;

function row(moveIn: MoveIn): unknown[] {
  return [
    moveIn.municipalityCode,
    moveIn.moveInKey,
    moveIn.fingerprint,
    moveIn.originCode,
    moveIn.codeKey,
    moveIn.filingSealed,
    moveIn.movedOn,
    moveIn.state,
    moveIn.messageId,
    moveIn.operator,
    moveIn.filedAt,
  ];
}
