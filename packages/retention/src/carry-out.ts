import { randomBytes } from 'node:crypto';
import { type AuditRecord, type AuditWriter, blankRecord, recordId } from '@juki/audit-log';
import { inTransaction } from '@juki/database';
import type { Audience } from '@juki/grants';
import type { Log, RegistryCrypto } from '@juki/subgraph-runtime';
import { faultForLog } from '@juki/subgraph-runtime';
import type pg from 'pg';
import { type ErasedStep, eraseRecords } from './erase-records.ts';
import { approversNeeded, type Certificate, type ErasureKind } from './erasure-order.ts';
import { dueNotifications, dueRows, heldRow, retentionFiles } from './retention-file.ts';

/** What carries out orders. */
export interface CarryOutOptions {
  readonly tier: Audience;
  /** As the role that erases. */
  readonly eraser: pg.Pool;
  readonly crypto: RegistryCrypto;
  readonly audit: AuditWriter;
  readonly clock: () => number;
  readonly log: Log;
}

interface RunningOrder {
  readonly body: string;
  readonly order_id: string;
  readonly kind: ErasureKind;
  readonly due_by: string;
  readonly proposed_by: string;
  readonly started_at: Date | null;
  readonly planned_rows: number;
  readonly approved_by: readonly string[];
}

const notificationsAtOnce = 1_000;

/**
 * Makes the function that takes the next approved order one step further: `again` while there is something to do. Each step
 * is one transaction that also counts, so that a process that dies goes on where it was and nothing is counted twice. The
 * beginning is on record before the first row goes, the end before the certificate is written.
 */
export function createCarryOut({ tier, eraser, crypto, audit, clock, log }: CarryOutOptions) {
  const file = retentionFiles[tier];

  return async function carryOut(): Promise<'again' | 'idle'> {
    const order = await nextOrder();
    if (!order) return 'idle';
    if (order.started_at === null) {
      await record(order, 'erasure_begins', order.planned_rows);
      await eraser.query('UPDATE erasure_order SET started_at = $3 WHERE body = $1 AND order_id = $2', [
        order.body,
        order.order_id,
        new Date(clock()),
      ]);
      return 'again';
    }
    const step = await inTransaction(eraser, (client) => takeStep(client, order));
    if (step.rows > 0) return 'again';
    await finish(order);
    return 'again';
  };

  async function nextOrder(): Promise<RunningOrder | undefined> {
    const { rows } = await eraser.query<RunningOrder>(
      `SELECT o.body, o.order_id, o.kind, to_char(o.due_by, 'YYYY-MM-DD') AS due_by, o.proposed_by, o.started_at,
         o.planned_rows, approved.by AS approved_by
       FROM erasure_order o, LATERAL (
         SELECT array_agg(a.operator ORDER BY a.approved_at) AS by FROM erasure_approval a
         WHERE (a.body, a.order_id) = (o.body, o.order_id) AND a.operator <> o.proposed_by
       ) approved
       WHERE o.finished_at IS NULL AND o.refused_by IS NULL AND cardinality(approved.by) >= ${approversNeeded}
       ORDER BY o.started_at NULLS LAST, o.proposed_at LIMIT 1`,
    );
    return rows[0];
  }

  /** Two processes of a tier may run: who holds the order works, the other finds it done. */
  async function takeStep(client: pg.PoolClient, order: RunningOrder): Promise<ErasedStep> {
    await client.query('SELECT FROM erasure_order WHERE body = $1 AND order_id = $2 FOR UPDATE', [
      order.body,
      order.order_id,
    ]);
    const step = await erase(client, order);
    await client.query(
      `UPDATE erasure_order SET erased_rows = erased_rows + $3, erased_people = erased_people + $4,
         erased_keys = erased_keys + $5, freed_holders = freed_holders + $6 WHERE body = $1 AND order_id = $2`,
      [order.body, order.order_id, step.rows, step.people, step.keys, step.holders],
    );
    return step;
  }

  async function erase(client: pg.PoolClient, order: RunningOrder): Promise<ErasedStep> {
    const { body, order_id, due_by: dueBy, kind } = order;
    if (kind === 'IDENTITY_RECORDS') return eraseRecords(client, { body, order: order_id, dueBy, file, crypto });
    const sql =
      kind === 'NOTIFICATIONS'
        ? `WITH due AS (
             SELECT r.municipality_code, r.event_id ${dueNotifications(file)} AND NOT ${heldRow} LIMIT ${notificationsAtOnce}
           )
           UPDATE change_notification n SET payload_sealed = NULL FROM due
           WHERE (n.municipality_code, n.event_id) = (due.municipality_code, due.event_id)`
        : `DELETE FROM yearly_report r WHERE r.body = $1 AND r.kept_to < $2::date
           AND NOT EXISTS (SELECT FROM legal_hold h WHERE h.body = $1 AND h.ref IS NULL
             AND h.held_from <= $2::date AND coalesce(h.held_to, 'infinity') >= $2::date
             AND coalesce(h.released_on, 'infinity') > $2::date)`;
    const { rowCount } = await client.query(sql, [body, dueBy]);
    return { rows: rowCount ?? 0, people: 0, keys: 0, holders: 0 };
  }

  async function finish(order: RunningOrder): Promise<void> {
    const held = await heldBack(order);
    if (order.kind === 'IDENTITY_RECORDS') {
      await forgetCertificates();
      await clearPages();
    }
    const { rows } = await eraser.query<{ rows: number; people: number; keys: number; holders: number }>(
      `SELECT erased_rows AS rows, erased_people AS people, erased_keys AS keys, freed_holders AS holders
       FROM erasure_order WHERE body = $1 AND order_id = $2 AND finished_at IS NULL`,
      [order.body, order.order_id],
    );
    const [erased] = rows;
    if (!erased) return;
    const commitment = await record(order, 'erasure_ends', erased.rows);
    const finishedAt = new Date(clock());
    const certificate: Certificate = {
      version: 1,
      body: order.body,
      order: order.order_id,
      kind: order.kind,
      basis: order.kind === 'YEARLY_REPORTS' ? '住民基本台帳法施行規則22条' : file.basis,
      dueBy: order.due_by,
      proposedBy: order.proposed_by,
      approvedBy: order.approved_by,
      startedAt: (order.started_at ?? finishedAt).toISOString(),
      finishedAt: finishedAt.toISOString(),
      erased: {
        rows: erased.rows,
        people: erased.people,
        searchKeys: erased.keys,
        numbersHeldByNobody: erased.holders,
      },
      heldRows: held,
      record: commitment,
      remains: `バックアップ及び WAL の写しには、それ自体が廃棄されるまで残る。Backups and archived WAL made before ${finishedAt.toISOString()} still hold what was erased, until they are destroyed themselves.`,
    };
    await eraser.query(
      `UPDATE erasure_order SET finished_at = $3, held_rows = $4, certificate = $5
       WHERE body = $1 AND order_id = $2 AND finished_at IS NULL`,
      [order.body, order.order_id, finishedAt, held, JSON.stringify(certificate)],
    );
  }

  async function heldBack({ body, kind, due_by: dueBy }: RunningOrder): Promise<number> {
    if (kind === 'YEARLY_REPORTS') return 0;
    const due = kind === 'IDENTITY_RECORDS' ? dueRows(file) : dueNotifications(file);
    const { rows } = await eraser.query<{ held: string }>(`SELECT count(*) AS held ${due} AND ${heldRow}`, [
      body,
      dueBy,
    ]);
    return Number(rows[0]?.held ?? 0);
  }

  /** No row tells a person's certificate, so its key is found by what it leads to: nobody. */
  async function forgetCertificates(): Promise<void> {
    await eraser.query(
      `DELETE FROM locator l WHERE l.kind = 'certificate' AND NOT EXISTS (
         SELECT FROM identity_record r WHERE (r.municipality_code, r.ref) = (l.municipality_code, l.ref)
       )`,
    );
  }

  /** A deleted row lies in its page until somebody clears it away; here at once, and the space is written over. */
  async function clearPages(): Promise<void> {
    try {
      await eraser.query('VACUUM identity_record, locator, number_holder');
    } catch (fault) {
      log.warn({ fault: faultForLog(fault) }, 'the pages of erased rows were not cleared; the database does it later');
    }
  }

  /** Counts, never people. */
  async function record(order: RunningOrder, name: string, rows: number): Promise<string> {
    const now = clock();
    const made: AuditRecord = {
      ...blankRecord,
      id: recordId(now, randomBytes),
      phase: 'erasure',
      body: order.body,
      time: new Date(now).toISOString(),
      clock: 'unknown',
      request: order.order_id,
      operationName: `${name}_${order.kind}`,
      actor: { ...blankRecord.actor, operator: 'retention-worker', role: 'worker', kind: 'system', tier },
      counts: { rows, accesses: 0 },
      durationMicros: 0,
    };
    const [receipt] = await audit.append([made]);
    return receipt?.commitment ?? '';
  }
}
