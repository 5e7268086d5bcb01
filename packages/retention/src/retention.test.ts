import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createMemoryAuditLog, type MemoryAuditLog } from '@juki/audit-log';
import { createLogin, createPool, migrate } from '@juki/database';
import { temporaryPostgres } from '@juki/database/testing';
import { createMemoryKeyProvider } from '@juki/keys/testing';
import { type Bytes, createRegistryCrypto } from '@juki/subgraph-runtime/registry';
import pg from 'pg';
import { createCarryOut } from './carry-out.ts';
import { openRetention, type Retention } from './create-retention.ts';

/** 150 years by data: the rows are of the nineteenth century, the clock is of today. */

const body = '272035';
const now = Date.UTC(2026, 10, 21, 3);
const keys = createMemoryKeyProvider('retention');
const crypto = createRegistryCrypto(keys, 'municipal');
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const bodies = { default: body, all: [body], ofPrefecture: () => undefined, ofScope: () => body };

let server: Awaited<ReturnType<typeof temporaryPostgres>>;
let owner: pg.Client;
let urls: Readonly<Record<'writer' | 'eraser' | 'reader', string>>;
let writer: pg.Pool;
let eraser: pg.Pool;
let audit: MemoryAuditLog;
let opened: ReturnType<typeof openRetention>;
let retention: Retention;
let carryOut: () => Promise<'again' | 'idle'>;

beforeAll(async () => {
  server = await temporaryPostgres({ databases: ['municipal'], durable: false });
  await migrate(
    server.url('municipal'),
    fileURLToPath(new URL('../../../prisma/municipal/migrations', import.meta.url)),
  );
  const login = (part: string) =>
    createLogin(server, { name: `m_${part}`, database: 'municipal', role: `juki_registry_${part}` });
  urls = { writer: await login('writer'), eraser: await login('eraser'), reader: await login('reader') };
  owner = new pg.Client({ connectionString: server.url('municipal') });
  await owner.connect();
  await owner.query(`INSERT INTO body VALUES ($1, '豊中市')`, [body]);
  writer = createPool(urls.writer);
  eraser = createPool(urls.eraser);
}, 60_000);
afterAll(async () => {
  await Promise.all([writer.end(), eraser.end(), owner.end()]);
  await server.stop();
});

beforeEach(async () => {
  await owner.query('TRUNCATE erasure_approval, erasure_order, legal_hold, identity_record, locator, number_holder');
  audit = createMemoryAuditLog({ sha256: (data) => createHash('sha256').update(data).digest(), random: randomBytes });
  const parts = { writer, eraserUrl: urls.eraser, crypto, clock: () => now, log, bodies, audit };
  opened = openRetention('municipal', parts);
  retention = opened.services;
  carryOut = createCarryOut({ tier: 'municipal', eraser, crypto, audit, clock: () => now, log });
});
afterEach(() => opened.close());

interface Row {
  readonly superseded?: string | null;
  readonly changed: string;
  readonly kind?: 'ENTRY' | 'CORRECTION' | 'DELETION';
  readonly number?: string;
  readonly name?: string;
  readonly written?: string;
}

/** A person of whom the file holds these rows, oldest first, with their search keys. */
async function person(rows: readonly Row[]): Promise<Bytes> {
  const ref = Uint8Array.from(randomBytes(16));
  const reasons = { ENTRY: 'BIRTH', CORRECTION: 'MOVE_WITHIN', DELETION: 'DEATH' } as const;
  for (const [index, row] of rows.entries()) {
    const { number = '123456789018', name = '住基 太郎', kind = 'ENTRY', changed, superseded = null } = row;
    await owner.query(
      `INSERT INTO identity_record (municipality_code, record_id, ref, revision, name, birth_date, sex, address,
         individual_number_sealed, resident_code_sealed, change_kind, change_reason, change_date, superseded_on, created_at)
       VALUES ($1, $2, $3, $4, $5, '1800-01-02', 'MALE', '中桜塚', $6, $7, $8, $9, $10, $11, $12)`,
      [
        body,
        randomUUID(),
        ref,
        index + 1,
        name,
        crypto.seal('individual_number', ref, number),
        crypto.seal('resident_code', ref, `1${number.slice(0, 10)}`),
        kind,
        reasons[kind],
        changed,
        superseded,
        row.written ?? `${changed}T03:00:00Z`,
      ],
    );
    for (const [locatorKind, key] of [
      ['ref', ref],
      ['individual_number', crypto.locatorKey('individual_number', number)],
      ['name', crypto.nameLocatorKey(name, '1800-01-02')],
    ] as const) {
      await owner.query(
        'INSERT INTO locator (kind, key, municipality_code, ref) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
        [locatorKind, key, body, ref],
      );
    }
  }
  return ref;
}

const rowsOf = async (ref: Uint8Array) =>
  (
    await owner.query<{ revision: number }>('SELECT revision FROM identity_record WHERE ref = $1 ORDER BY 1', [ref])
  ).rows.map(({ revision }) => revision);
const keysOf = async (ref: Uint8Array) =>
  (await owner.query<{ kind: string }>('SELECT kind FROM locator WHERE ref = $1 ORDER BY kind', [ref])).rows.map(
    ({ kind }) => kind,
  );
const actor = (operator: string) =>
  ({
    operator,
    agency: 'toyonaka',
    tier: 'municipality',
    role: 'manager',
    section: null,
    terminal: 'T-1',
    acr: '',
    amr: [],
    kind: 'operator',
  }) as const;
const ask = (key = 'first-key', operator = 'asker') =>
  retention.propose({ body, key, kind: 'IDENTITY_RECORDS', operator });

/** Two others approve what one proposed, and the worker does its rounds. */
async function erased() {
  const { order } = await ask();
  for (const operator of ['second', 'third']) await retention.approve(body, order?.id ?? '', actor(operator));
  for (let round = 0; round < 20 && (await carryOut()) === 'again'; round += 1);
  const [done] = await retention.orders(body);
  return done;
}

describe('150 years', () => {
  test('run from the next notice of the person: what was superseded longer ago goes, the row that stands never', async () => {
    const ref = await person([
      { changed: '1820-01-01', superseded: '1870-01-01' },
      { changed: '1870-01-01', superseded: '1990-01-01', kind: 'CORRECTION' },
      { changed: '1990-01-01', kind: 'CORRECTION' },
    ]);
    const old = await person([{ changed: '1820-01-01', number: '223456789011' }]);
    expect((await erased())?.state).toBe('DONE');
    expect(await rowsOf(ref)).toEqual([2, 3]);
    expect(await rowsOf(old)).toEqual([1]);
  });

  test('of a deletion run from its own notice, though nothing came after it (34条2項2号)', async () => {
    const dead = await person([
      { changed: '1820-01-01', superseded: '1860-01-01' },
      { changed: '1860-01-01', kind: 'DELETION' },
    ]);
    const lately = await person([
      { changed: '1820-01-01', superseded: '1990-01-01', number: '323456789014' },
      { changed: '1990-01-01', kind: 'DELETION', number: '323456789014' },
    ]);
    await erased();
    expect([await rowsOf(dead), await rowsOf(lately)]).toEqual([[], [1, 2]]);
  });

  test('are over on the day after, not on the day', async () => {
    const onTheDay = await person([{ changed: '1876-11-21', kind: 'DELETION' }]);
    const dayBefore = await person([{ changed: '1876-11-20', kind: 'DELETION', number: '423456789017' }]);
    await erased();
    expect([await rowsOf(onTheDay), await rowsOf(dayBefore)]).toEqual([[1], []]);
  });

  test('do not begin before the notice was written down', async () => {
    const late = await person([{ changed: '1850-01-01', kind: 'DELETION', written: '2003-08-25T00:00:00Z' }]);
    expect((await ask()).refusal).toBe('NOTHING_DUE');
    expect(await rowsOf(late)).toEqual([1]);
  });
});

describe('what an erasure leaves', () => {
  test('of a person who is gone: no search key, and a number that nobody holds and nobody can be given', async () => {
    const ref = await person([{ changed: '1850-01-01', kind: 'DELETION' }]);
    await erased();
    expect(await keysOf(ref)).toEqual([]);
    const { rows } = await owner.query<{ ref: Buffer }>('SELECT ref FROM number_holder');
    expect(rows.map((row) => row.ref.equals(Buffer.alloc(16)))).toEqual([true]);
    await expect(person([{ changed: '2026-01-01' }])).rejects.toThrow('already belongs to another person');
  });

  test('of a person who stays: the keys of the rows that stay, and no former number or name', async () => {
    const ref = await person([
      { changed: '1820-01-01', superseded: '1870-01-01', number: '123456789018', name: '旧姓 花子' },
      { changed: '1870-01-01', number: '223456789011', name: '住基 花子' },
    ]);
    expect(await keysOf(ref)).toEqual(['individual_number', 'individual_number', 'name', 'name', 'ref']);
    await erased();
    expect(await keysOf(ref)).toEqual(['individual_number', 'name', 'ref']);
  });

  test('a record of beginning and end with counts and no subject, and a certificate that names the record', async () => {
    await person([{ changed: '1850-01-01', kind: 'DELETION' }]);
    const order = await erased();
    expect(
      audit.records.map(({ phase, subject, counts, operationName }) => [phase, subject, counts.rows, operationName]),
    ).toEqual([
      ['erasure', null, 1, 'erasure_begins_IDENTITY_RECORDS'],
      ['erasure', null, 1, 'erasure_ends_IDENTITY_RECORDS'],
    ]);
    expect(JSON.parse(order?.certificate ?? '')).toMatchObject({
      body,
      approvedBy: ['second', 'third'],
      proposedBy: 'asker',
      erased: { rows: 1, people: 1, numbersHeldByNobody: 1 },
      heldRows: 0,
      record: expect.stringMatching(/^[\w-]{43}$/),
    });
  });
});

describe('an order', () => {
  beforeEach(async () => {
    await person([{ changed: '1850-01-01', kind: 'DELETION' }]);
  });
  const state = async () => (await retention.orders(body))[0]?.state;

  test('waits for two others than who proposed it', async () => {
    const { order } = await ask();
    const approve = (operator: string) => retention.approve(body, order?.id ?? '', actor(operator));
    expect((await approve('asker')).refusal).toBe('OWN_PROPOSAL');
    expect((await approve('second')).refusal).toBeNull();
    expect((await approve('second')).refusal).toBeNull();
    expect([await state(), await carryOut()]).toEqual(['PROPOSED', 'idle']);
    await approve('third');
    expect([await state(), await carryOut()]).toEqual(['APPROVED', 'again']);
  });

  test('is one at a time, and the same key gives the same one', async () => {
    const [first, again, other] = [await ask(), await ask(), await ask('other-key')];
    expect(again.order?.id).toBe(first.order?.id);
    expect(other.refusal).toBe('ALREADY_OPEN');
  });

  test('that somebody refused is not carried out', async () => {
    const { order } = await ask();
    await retention.refuse(body, order?.id ?? '', 'second', '訴訟のため');
    expect((await retention.approve(body, order?.id ?? '', actor('third'))).refusal).toBe('ORDER_CLOSED');
    expect([await state(), await carryOut()]).toEqual(['REFUSED', 'idle']);
  });

  test('is begun again where it stopped: a log that cannot be written stops it before the first row', async () => {
    const { order } = await ask();
    for (const operator of ['second', 'third']) await retention.approve(body, order?.id ?? '', actor(operator));
    audit.fail();
    await expect(carryOut()).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
    expect((await owner.query('SELECT FROM identity_record')).rowCount).toBe(1);
    audit.recover();
    for (let round = 0; round < 20 && (await carryOut()) === 'again'; round += 1);
    expect(await state()).toBe('DONE');
  });
});

describe('the worker', () => {
  const found = async () => {
    const parts = { writer, eraserUrl: urls.eraser, crypto, clock: () => now, log, bodies, audit };
    const fresh = openRetention('municipal', parts);
    const [finding] = fresh.workers;
    finding?.start();
    await finding?.stop();
    await fresh.close();
    return (await retention.orders(body)).map(({ proposedBy, plannedRows }) => [proposedBy, plannedRows]);
  };

  test('proposes what is due, once, and not what is held back', async () => {
    expect(await found()).toEqual([]);
    const ref = await person([{ changed: '1850-01-01', kind: 'DELETION' }]);
    await retention.enterHold({
      body,
      key: 'hold-key',
      caseNumber: 'R8-1',
      ref,
      from: '2026-01-01',
      to: null,
      reason: '調査',
      operator: 'first',
    });
    expect(await found()).toEqual([]);
    await person([{ changed: '1850-01-01', kind: 'DELETION', number: '223456789011' }]);
    expect(await found()).toEqual([['retention-worker', 2]]);
  });

  test('that takes over goes on where another stopped, and counts nothing twice', async () => {
    for (let each = 0; each < 203; each += 1) {
      await person([{ changed: '1850-01-01', kind: 'DELETION', number: String(100_000_000_000 + each) }]);
    }
    const { order } = await ask();
    for (const operator of ['second', 'third']) await retention.approve(body, order?.id ?? '', actor(operator));
    expect([await carryOut(), await carryOut()]).toEqual(['again', 'again']);
    expect((await retention.orders(body))[0]).toMatchObject({ state: 'RUNNING', erasedRows: 200, erasedPeople: 200 });
    const other = createCarryOut({ tier: 'municipal', eraser, crypto, audit, clock: () => now, log });
    const both = async () => Promise.all([carryOut(), other()]);
    for (let round = 0; round < 20 && (await both()).includes('again'); round += 1);
    expect((await retention.orders(body))[0]).toMatchObject({ state: 'DONE', erasedRows: 203, erasedPeople: 203 });
  });
});

describe('a legal hold', () => {
  const hold = (ref: Uint8Array | null, to: string | null = null) =>
    retention.enterHold({
      body,
      key: 'hold-key',
      caseNumber: 'R8-WA-1',
      ref,
      from: '2026-01-01',
      to,
      reason: '国家賠償請求訴訟',
      operator: 'first',
    });

  test('under a key that stands for another one is refused, and the same one again is the same', async () => {
    const [one, other] = [
      await person([{ changed: '1850-01-01', kind: 'DELETION' }]),
      await person([{ changed: '1850-01-01', kind: 'DELETION', number: '223456789011' }]),
    ];
    const first = await hold(one);
    expect(first.refusal).toBeNull();
    expect(await hold(one)).toEqual(first);
    expect(await hold(other)).toEqual({ refusal: 'INPUT_INVALID', hold: null });
    expect(await hold(null)).toEqual({ refusal: 'INPUT_INVALID', hold: null });
    expect(await hold(one, '2026-12-31')).toEqual({ refusal: 'INPUT_INVALID', hold: null });
    expect(await retention.holds(body)).toHaveLength(1);
  });

  test('on a person wins over an approved order, from the moment one person enters it', async () => {
    const [held, free] = [
      await person([{ changed: '1850-01-01', kind: 'DELETION' }]),
      await person([{ changed: '1850-01-01', kind: 'DELETION', number: '223456789011' }]),
    ];
    await hold(held);
    const order = await erased();
    expect([await rowsOf(held), await rowsOf(free)]).toEqual([[1], []]);
    expect(order?.heldRows).toBe(1);
  });

  test('on a case without persons holds the whole body', async () => {
    const ref = await person([{ changed: '1850-01-01', kind: 'DELETION' }]);
    await hold(null);
    expect(await erased()).toMatchObject({ state: 'DONE', erasedRows: 0, heldRows: 1 });
    expect(await rowsOf(ref)).toEqual([1]);
  });

  test('ends by its day, or when a second person releases it', async () => {
    const ref = await person([{ changed: '1850-01-01', kind: 'DELETION' }]);
    const entered = await hold(ref);
    const id = entered.hold?.id ?? '';
    expect((await retention.confirmHold(body, id, 'first')).refusal).toBe('SAME_PERSON');
    expect((await retention.confirmHold(body, id, 'second')).refusal).toBeNull();
    expect((await retention.releaseHold(body, id, 'second')).refusal).toBe('RELEASE_NOT_ASKED');
    await retention.askRelease(body, id, 'second', '訴訟終結');
    expect((await retention.releaseHold(body, id, 'second')).refusal).toBe('SAME_PERSON');
    expect((await retention.releaseHold(body, id, 'third')).refusal).toBeNull();
    await erased();
    expect(await rowsOf(ref)).toEqual([]);
  });

  test('with a period that makes no sense is not entered', async () => {
    expect((await hold(null, '2025-01-01')).refusal).toBe('INPUT_INVALID');
    expect((await hold(null, 'later')).refusal).toBe('INPUT_INVALID');
  });
});

describe('the roles', () => {
  const denied = { code: '42501' };

  test.each(['identity_record', 'locator', 'number_holder', 'erasure_order', 'legal_hold', 'provision_count'])(
    'of reading and writing delete nothing from %s',
    async (table) => {
      const reader = createPool(urls.reader);
      await expect(writer.query(`DELETE FROM ${table}`)).rejects.toMatchObject(denied);
      await expect(reader.query(`DELETE FROM ${table}`)).rejects.toMatchObject(denied);
      await reader.end();
    },
  );

  test('of erasing deletes from two tables, and there nothing without an order', async () => {
    await person([{ changed: '1850-01-01', kind: 'DELETION' }]);
    for (const table of ['number_holder', 'erasure_order', 'legal_hold', 'body', 'change_notification']) {
      await expect(eraser.query(`DELETE FROM ${table}`)).rejects.toMatchObject(denied);
    }
    await expect(eraser.query('DELETE FROM identity_record')).rejects.toMatchObject(denied);
    await expect(eraser.query(`UPDATE identity_record SET name = ''`)).rejects.toMatchObject(denied);
  });

  test('of erasing cannot erase what is kept under an order that is approved', async () => {
    await person([{ changed: '1850-01-01', kind: 'DELETION' }]);
    await person([{ changed: '1990-01-01', number: '223456789011' }]);
    const { order } = await ask();
    for (const operator of ['second', 'third']) await retention.approve(body, order?.id ?? '', actor(operator));
    await carryOut();
    const deleteAll = `SELECT set_config('juki.erasure_order', '${order?.id}', false); DELETE FROM identity_record`;
    await expect(eraser.query(deleteAll)).rejects.toMatchObject({ ...denied, message: 'the row is still to be kept' });
  });
});
