import { inTransaction } from '@juki/database';
import type { Bytes } from '@juki/subgraph-runtime';
import type { Pool, PoolClient } from 'pg';

/** A notice that arrived, without what it says of anybody. */
export interface MoveNoticeRow {
  readonly municipalityCode: string;
  readonly originCode: string;
  readonly messageId: string;
  readonly moveKey: string;
  readonly plannedOn: string;
  readonly eraseFrom: string;
  readonly state: 'WAITING' | 'CLAIMED' | 'ERASED';
  readonly persons: number;
  readonly receivedAt: Date;
  readonly erasedAt: Date | null;
}

/** What was notified of one person. */
export interface MoveNoticePersonRow {
  readonly ref: Bytes;
  readonly codeKey: Bytes;
  readonly noticeSealed: Uint8Array;
}

/** Which notice of a municipality. */
export type NoticeKey = Pick<MoveNoticeRow, 'municipalityCode' | 'originCode' | 'messageId'>;

/** Keeps notices until they are claimed or erased (住民基本台帳法24条の2第3項, 第4項). */
export interface MoveNoticeRepository {
  /** Whose a 住民票コード is in this network, by its blind index. */
  holderOf(codeKey: Bytes): Promise<Bytes | undefined>;
  find(key: NoticeKey): Promise<MoveNoticeRow | undefined>;
  people(key: NoticeKey): Promise<readonly MoveNoticePersonRow[]>;
  /** Notices that name a person and wait, the newest first. */
  waitingFor(municipalityCode: string, codeKey: Bytes): Promise<readonly MoveNoticeRow[]>;
  /** Keeps a notice, and hands it to who asked for it. One that arrived before stays. */
  receive(notice: MoveNoticeRow, people: readonly MoveNoticePersonRow[]): Promise<void>;
  list(municipalityCode: string): Promise<readonly MoveNoticeRow[]>;
  /** In which municipalities something is due; tells nothing of anybody. */
  due(municipalityCodes: readonly string[], today: string): Promise<readonly string[]>;
  /** Clears the pages in which deleted rows lie, so that they are written over. */
  clearPages(): Promise<void>;
  /** Deletes what is due, and says whose it was (24条の2第4項). */
  erase(
    municipalityCode: string,
    today: string,
    now: Date,
  ): Promise<readonly { readonly messageId: string; readonly ref: Bytes }[]>;
}

const columns = `municipality_code AS "municipalityCode", origin_code AS "originCode", message_id AS "messageId",
  move_key AS "moveKey", planned_on::text AS "plannedOn", erase_from::text AS "eraseFrom", state, persons,
  received_at AS "receivedAt", erased_at AS "erasedAt"`;

const whole = 'municipality_code = $1 AND origin_code = $2 AND message_id = $3';

/** The two tables over the writer's pool. */
export function createMoveNoticeRepository(pool: Pool): MoveNoticeRepository {
  return {
    async holderOf(codeKey) {
      const { rows } = await pool.query<{ ref: Bytes }>(
        "SELECT ref FROM number_holder WHERE kind = 'resident_code' AND key = $1",
        [codeKey],
      );
      return rows[0]?.ref;
    },
    async find(key) {
      const { rows } = await pool.query<MoveNoticeRow>(
        `SELECT ${columns} FROM move_notice WHERE ${whole}`,
        values(key),
      );
      return rows[0];
    },
    async people(key) {
      const { rows } = await pool.query<MoveNoticePersonRow>(
        `SELECT ref, code_key AS "codeKey", notice_sealed AS "noticeSealed" FROM move_notice_person
         WHERE ${whole} ORDER BY position`,
        values(key),
      );
      return rows;
    },
    async waitingFor(municipalityCode, codeKey) {
      const { rows } = await pool.query<MoveNoticeRow>(
        `SELECT ${columns} FROM move_notice WHERE municipality_code = $1 AND state = 'WAITING'
           AND (origin_code, message_id) IN (
             SELECT origin_code, message_id FROM move_notice_person WHERE municipality_code = $1 AND code_key = $2)
         ORDER BY received_at DESC`,
        [municipalityCode, codeKey],
      );
      return rows;
    },
    receive: (notice, people) =>
      inTransaction(pool, async (client) => {
        if (!(await insertNotice(client, notice, people))) return;
        await handToAsker(client, notice, people);
      }),
    async list(municipalityCode) {
      const { rows } = await pool.query<MoveNoticeRow>(
        `SELECT ${columns} FROM move_notice WHERE municipality_code = $1 ORDER BY received_at DESC, message_id LIMIT 200`,
        [municipalityCode],
      );
      return rows;
    },
    async due(municipalityCodes, today) {
      const { rows } = await pool.query<{ code: string }>(
        `SELECT DISTINCT municipality_code AS code FROM move_notice
         WHERE municipality_code = ANY ($1) AND erase_from <= $2::date AND state = 'WAITING'`,
        [municipalityCodes, today],
      );
      return rows.map(({ code }) => code);
    },
    async clearPages() {
      await pool.query('VACUUM move_notice_person');
    },
    erase: (municipalityCode, today, now) =>
      inTransaction(pool, async (client) => {
        const due = await client.query<NoticeKey>(
          `SELECT municipality_code AS "municipalityCode", origin_code AS "originCode", message_id AS "messageId"
           FROM move_notice WHERE municipality_code = $1 AND erase_from <= $2::date AND state = 'WAITING'
           ORDER BY erase_from, message_id LIMIT 200 FOR UPDATE`,
          [municipalityCode, today],
        );
        const erased: { messageId: string; ref: Bytes }[] = [];
        for (const key of due.rows) {
          const { rows } = await client.query<{ ref: Bytes }>(
            `DELETE FROM move_notice_person WHERE ${whole} RETURNING ref`,
            values(key),
          );
          erased.push(...rows.map(({ ref }) => ({ messageId: key.messageId, ref })));
          await client.query(`UPDATE move_notice SET state = 'ERASED', erased_at = $4 WHERE ${whole}`, [
            ...values(key),
            now,
          ]);
        }
        return erased;
      }),
  };
}

function values({ municipalityCode, originCode, messageId }: NoticeKey): [string, string, string] {
  return [municipalityCode, originCode, messageId];
}

async function insertNotice(client: PoolClient, notice: MoveNoticeRow, people: readonly MoveNoticePersonRow[]) {
  const { rowCount } = await client.query(
    `INSERT INTO move_notice (municipality_code, origin_code, message_id, move_key, planned_on, erase_from, state, persons, received_at)
     VALUES ($1, $2, $3, $4, $5::date, $6::date, 'WAITING', $7, $8)
     ON CONFLICT (municipality_code, origin_code, message_id) DO NOTHING`,
    [...values(notice), notice.moveKey, notice.plannedOn, notice.eraseFrom, people.length, notice.receivedAt],
  );
  if (rowCount === 0) return false;
  for (const [index, { ref, codeKey, noticeSealed }] of people.entries()) {
    await client.query(
      `INSERT INTO move_notice_person (municipality_code, origin_code, message_id, position, ref, code_key, notice_sealed)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [...values(notice), index + 1, ref, codeKey, noticeSealed],
    );
  }
  return true;
}

/** 第6項: somebody stands at the counter and waits for it. */
async function handToAsker(client: PoolClient, notice: MoveNoticeRow, people: readonly MoveNoticePersonRow[]) {
  const { rowCount } = await client.query(
    `UPDATE move_in SET state = 'READY', message_id = $3
     WHERE municipality_code = $1 AND origin_code = $2 AND state = 'ASKED' AND code_key = ANY ($4)`,
    [...values(notice), people.map(({ codeKey }) => codeKey)],
  );
  if (rowCount === 0) return;
  await client.query(`UPDATE move_notice SET state = 'CLAIMED' WHERE ${whole}`, values(notice));
}
