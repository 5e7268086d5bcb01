import type pg from 'pg';
import {
  type Approval,
  approversNeeded,
  type ErasureKind,
  type ErasureOrder,
  type ErasureState,
} from './erasure-order.ts';
import { dueNotifications, dueRows, heldRow, type RetentionFile } from './retention-file.ts';

/** A row of erasure_order as PostgreSQL gives it, days and instants as text. */
interface OrderRow {
  readonly order_id: string;
  readonly body: string;
  readonly kind: ErasureKind;
  readonly due_by: string;
  readonly proposed_by: string;
  readonly proposed_at: Date;
  readonly planned_rows: number;
  readonly refused_by: string | null;
  readonly refusal: string | null;
  readonly started_at: Date | null;
  readonly erased_rows: number;
  readonly erased_people: number;
  readonly held_rows: number | null;
  readonly finished_at: Date | null;
  readonly certificate: unknown;
  readonly approvals: readonly Approval[] | null;
}

/** What is written when an order is proposed. */
export interface Proposal {
  readonly body: string;
  readonly id: string;
  readonly key: string;
  readonly kind: ErasureKind;
  readonly dueBy: string;
  readonly operator: string;
  readonly at: Date;
  readonly planned: number;
}

/** Who approves or refuses, and when. */
export interface Voice {
  readonly operator: string;
  readonly role: string;
  readonly terminal: string | null;
  readonly at: Date;
}

/** The orders of a tier in its database. */
export interface OrderRepository {
  list(body: string): Promise<readonly ErasureOrder[]>;
  find(body: string, id: string): Promise<ErasureOrder | null>;
  findByKey(body: string, key: string): Promise<ErasureOrder | null>;
  /** How many rows are past their period on a day, held back or not. */
  countDue(body: string, kind: ErasureKind, day: string): Promise<number>;
  /** Whether one of them could go: no hold keeps it. */
  isAnyFree(body: string, kind: ErasureKind, day: string): Promise<boolean>;
  /** `false`: another order of the kind is open. */
  add(proposal: Proposal): Promise<boolean>;
  /** `false`: the database refuses it, since the operator proposed it. */
  approve(body: string, id: string, voice: Voice): Promise<boolean>;
  refuse(body: string, id: string, operator: string, reason: string): Promise<boolean>;
}

const columns = `o.order_id, o.body, o.kind, to_char(o.due_by, 'YYYY-MM-DD') AS due_by, o.proposed_by, o.proposed_at,
  o.planned_rows, o.refused_by, o.refusal, o.started_at, o.erased_rows, o.erased_people, o.held_rows, o.finished_at,
  o.certificate, (
    SELECT json_agg(json_build_object('operator', a.operator, 'role', a.role, 'terminal', a.terminal,
      'approvedAt', to_char(a.approved_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY a.approved_at)
    FROM erasure_approval a WHERE (a.body, a.order_id) = (o.body, o.order_id)
  ) AS approvals`;

/** Makes the repository over the role that adds and dates rows. */
export function createOrderRepository(pool: pg.Pool, file: RetentionFile): OrderRepository {
  const read = async (where: string, values: readonly unknown[]) => {
    const sql = `SELECT ${columns} FROM erasure_order o WHERE ${where} ORDER BY o.proposed_at DESC, o.order_id LIMIT 200`;
    const { rows } = await pool.query<OrderRow>(sql, [...values]);
    return rows.map(toOrder);
  };
  return {
    list: (body) => read('o.body = $1', [body]),
    find: async (body, id) => (await read('o.body = $1 AND o.order_id = $2::uuid', [body, id]))[0] ?? null,
    findByKey: async (body, key) => (await read('o.body = $1 AND o.key = $2', [body, key]))[0] ?? null,
    async countDue(body, kind, day) {
      const { rows } = await pool.query<{ due: string }>(`SELECT count(*) AS due ${dueOf(kind, file)}`, [body, day]);
      return Number(rows[0]?.due ?? 0);
    },
    async isAnyFree(body, kind, day) {
      const free = kind === 'YEARLY_REPORTS' ? '' : `AND NOT ${heldRow}`;
      const sql = `SELECT FROM (SELECT 1 ${dueOf(kind, file)} ${free} LIMIT 1) AS one`;
      return (await pool.query(sql, [body, day])).rowCount === 1;
    },
    async add({ body, id, key, kind, dueBy, operator, at, planned }) {
      const { rowCount } = await pool.query(
        `INSERT INTO erasure_order (body, order_id, key, kind, due_by, proposed_by, proposed_at, planned_rows)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
        [body, id, key, kind, dueBy, operator, at, planned],
      );
      return rowCount === 1;
    },
    async approve(body, id, { operator, role, terminal, at }) {
      try {
        await pool.query(
          `INSERT INTO erasure_approval (body, order_id, operator, role, terminal, approved_at)
           VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
          [body, id, operator, role, terminal, at],
        );
        return true;
      } catch (fault) {
        if (isOwnApproval(fault)) return false;
        throw fault;
      }
    },
    async refuse(body, id, operator, reason) {
      const { rowCount } = await pool.query(
        `UPDATE erasure_order SET refused_by = $3, refusal = $4
         WHERE body = $1 AND order_id = $2 AND refused_by IS NULL AND started_at IS NULL`,
        [body, id, operator, reason],
      );
      return rowCount === 1;
    },
  };
}

function dueOf(kind: ErasureKind, file: RetentionFile): string {
  switch (kind) {
    case 'IDENTITY_RECORDS':
      return dueRows(file);
    case 'NOTIFICATIONS':
      return dueNotifications(file);
    case 'YEARLY_REPORTS':
      return 'FROM yearly_report r WHERE r.body = $1 AND r.kept_to < $2::date';
  }
}

function toOrder(row: OrderRow): ErasureOrder {
  const approvals = row.approvals ?? [];
  return {
    id: row.order_id,
    body: row.body,
    kind: row.kind,
    state: stateOf(row, approvals),
    dueBy: row.due_by,
    proposedBy: row.proposed_by,
    proposedAt: row.proposed_at.toISOString(),
    plannedRows: row.planned_rows,
    approvals,
    refusedBy: row.refused_by,
    refusal: row.refusal,
    erasedRows: row.erased_rows,
    erasedPeople: row.erased_people,
    heldRows: row.held_rows,
    finishedAt: row.finished_at?.toISOString() ?? null,
    certificate: row.certificate === null ? null : JSON.stringify(row.certificate),
  };
}

function stateOf(row: OrderRow, approvals: readonly Approval[]): ErasureState {
  if (row.refused_by !== null) return 'REFUSED';
  if (row.finished_at !== null) return 'DONE';
  if (row.started_at !== null) return 'RUNNING';
  return approvals.length >= approversNeeded ? 'APPROVED' : 'PROPOSED';
}

function isOwnApproval(fault: unknown): boolean {
  return (
    typeof fault === 'object' &&
    fault !== null &&
    'constraint' in fault &&
    fault.constraint === 'erasure_approval_not_own'
  );
}
