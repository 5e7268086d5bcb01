import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createMemoryAuditLog } from '@juki/audit-log';
import { createLogin, createPool, migrate } from '@juki/database';
import { temporaryPostgres } from '@juki/database/testing';
import { createMemoryKeyProvider } from '@juki/keys/testing';
import { createRegistryCrypto } from '@juki/subgraph-runtime/registry';
import type pg from 'pg';
import { createCarryOut } from './carry-out.ts';
import { openRetention, type Retention } from './create-retention.ts';
import type { ErasureKind } from './erasure-order.ts';

/** 施行令34条4項 and 施行規則22条: what is kept for a year, and for five. */

const body = 'jlis';
const now = Date.UTC(2026, 10, 21, 3);
const crypto = createRegistryCrypto(createMemoryKeyProvider('other kinds'), 'national');
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const bodies = { default: body, all: [body], ofPrefecture: () => undefined, ofScope: () => body };

let server: Awaited<ReturnType<typeof temporaryPostgres>>;
let owner: pg.Pool;
let writer: pg.Pool;
let eraser: pg.Pool;
let retention: Retention;
let close: () => Promise<void>;
let carryOut: () => Promise<'again' | 'idle'>;

beforeAll(async () => {
  server = await temporaryPostgres({ databases: ['national'], durable: false });
  await migrate(server.url('national'), fileURLToPath(new URL('../../../prisma/national/migrations', import.meta.url)));
  const login = (part: string) =>
    createLogin(server, { name: `n_${part}`, database: 'national', role: `juki_registry_${part}` });
  owner = createPool(server.url('national'));
  writer = createPool(await login('writer'));
  const eraserUrl = await login('eraser');
  eraser = createPool(eraserUrl);
  const audit = createMemoryAuditLog({
    sha256: (data) => createHash('sha256').update(data).digest(),
    random: randomBytes,
  });
  const parts = { writer, eraserUrl, crypto, clock: () => now, log, bodies, audit };
  const opened = openRetention('national', parts);
  retention = opened.services;
  close = opened.close;
  carryOut = createCarryOut({ tier: 'national', eraser, crypto, audit, clock: () => now, log });
}, 60_000);
afterAll(async () => {
  await close();
  await Promise.all([owner.end(), writer.end(), eraser.end()]);
  await server.stop();
});

beforeEach(() =>
  owner.query(
    'TRUNCATE erasure_approval, erasure_order, legal_hold, yearly_report, change_notification, change_refusal',
  ),
);

async function erase(kind: ErasureKind) {
  const { refusal, order } = await retention.propose({ body, key: `key-${kind}`, kind, operator: 'asker' });
  if (refusal !== null) return refusal;
  for (const operator of ['second', 'third']) {
    const actor = {
      operator,
      agency: 'jlis',
      tier: 'nation',
      role: '',
      section: null,
      terminal: null,
      acr: '',
      amr: [],
      kind: 'operator',
    } as const;
    await retention.approve(body, order?.id ?? '', actor);
  }
  for (let round = 0; round < 20 && (await carryOut()) === 'again'; round += 1);
  return (await retention.orders(body))[0]?.erasedRows;
}

async function notified(
  event: string,
  fields: { readonly due: string; readonly outcome?: 'APPLIED' | 'REFUSED' | 'WAITS' },
) {
  const { due, outcome = 'APPLIED' } = fields;
  await owner.query(
    `INSERT INTO change_notification (municipality_code, event_id, digest, payload_sealed, record_id, change_reason, change_date,
       notified_on, outcome, waits_for, faults, received_at, decided_at, erasable_on)
     VALUES ('272035', $1, $2, '\\x01', $3, 'BIRTH', '2025-01-01', '2025-01-01', $4::change_outcome,
       CASE WHEN $4 = 'WAITS' THEN 'DELETION_ELSEWHERE'::change_wait END, CASE WHEN $4 = 'REFUSED' THEN '[]'::jsonb END,
       '2025-01-01', CASE WHEN $4 <> 'WAITS' THEN '2025-01-01'::timestamptz END, $5)`,
    [event, randomBytes(32), randomUUID(), outcome, due],
  );
}

const sealed = async () =>
  (
    await owner.query<{ event_id: string }>(
      'SELECT event_id FROM change_notification WHERE payload_sealed IS NOT NULL ORDER BY 1',
    )
  ).rows.map(({ event_id }) => event_id);

test('what a notification said goes after its year; that it came stays', async () => {
  await notified('due', { due: '2026-01-01' });
  await notified('not yet', { due: '2026-12-01' });
  expect(await erase('NOTIFICATIONS')).toBe(1);
  expect(await sealed()).toEqual(['not yet']);
  expect((await owner.query('SELECT FROM change_notification')).rowCount).toBe(2);
});

test('of one that waits, or whose refusal is open, it stays as long as that', async () => {
  await notified('waits', { due: '2026-01-01', outcome: 'WAITS' });
  await notified('refused', { due: '2026-01-01', outcome: 'REFUSED' });
  await owner.query(
    `INSERT INTO change_refusal (municipality_code, event_id, tier, faults, refused_at) VALUES ('272035', 'refused', 'national', '[]', now())`,
  );
  expect(await erase('NOTIFICATIONS')).toBe('NOTHING_DUE');
  await owner.query(`UPDATE change_refusal SET corrected_by = 'corrected'`);
  expect(await erase('NOTIFICATIONS')).toBe(1);
  expect(await sealed()).toEqual(['waits']);
});

test('a yearly report is open for its five years', async () => {
  await owner.query(
    `INSERT INTO yearly_report (body, fiscal_year, drawn_up_on, kept_to, content)
     VALUES ($1, 2018, '2019-04-02', '2024-12-31', '[]'), ($1, 2024, '2025-04-02', '2030-12-31', '[]')`,
    [body],
  );
  expect(await erase('YEARLY_REPORTS')).toBe(1);
  const { rows } = await owner.query('SELECT fiscal_year FROM yearly_report');
  expect(rows).toEqual([{ fiscal_year: 2024 }]);
});

test('a hold on the whole body holds back notifications and reports too', async () => {
  await notified('due', { due: '2026-01-01' });
  await owner.query(
    `INSERT INTO yearly_report (body, fiscal_year, drawn_up_on, kept_to, content) VALUES ($1, 2018, '2019-04-02', '2024-12-31', '[]')`,
    [body],
  );
  await retention.enterHold({
    body,
    key: 'whole-body',
    caseNumber: 'R8-1',
    ref: null,
    from: '2026-01-01',
    to: null,
    reason: '調査',
    operator: 'first',
  });
  expect([await erase('NOTIFICATIONS'), await erase('YEARLY_REPORTS')]).toEqual([0, 0]);
  expect(await sealed()).toEqual(['due']);
});
