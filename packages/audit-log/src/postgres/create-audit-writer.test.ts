import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { encodeBase64Url } from '../base64.ts';
import { canonicalRecord, commitmentOf } from '../commitment.ts';
import type { AuditRecord } from '../record.ts';
import { type AuditStore, startAuditStore } from '../testing/audit-store.ts';
import { sha256 } from '../testing/crypto.ts';
import { type FlakyProxy, flakyProxy } from '../testing/flaky-proxy.ts';
import { makeRecord } from '../testing/make-record.ts';
import type { AuditWriter } from '../writer.ts';
import { type AuditWriterOptions, createAuditWriter } from './create-audit-writer.ts';

let store: AuditStore;
let proxy: FlakyProxy;
const writers: AuditWriter[] = [];

beforeAll(async () => {
  store = await startAuditStore();
  proxy = await flakyProxy(store.port);
});

afterEach(async () => {
  proxy.mend();
  await Promise.all(writers.splice(0).map((writer) => writer.close()));
});

afterAll(async () => {
  await proxy.close();
  await store.stop();
});

function makeWriter(options: Partial<AuditWriterOptions> = {}): AuditWriter {
  const writer = createAuditWriter({ url: store.urls.writer, ...options });
  writers.push(writer);
  return writer;
}

function throughProxy(): string {
  return store.urls.writer.replace(`:${store.port}/`, `:${proxy.port}/`);
}

async function stored(...records: readonly AuditRecord[]): Promise<number> {
  const ids = records.map((record) => record.id);
  const [row] = await store.admin<{ count: string }>('SELECT count(*) FROM record WHERE id = ANY($1)', [ids]);
  return Number(row?.count);
}

/** Holds off every writer until released, so that a test can act while an append is under way. */
async function holdRecords() {
  const client = new pg.Client({ connectionString: store.adminUrl });
  await client.connect();
  await client.query('BEGIN; LOCK TABLE record IN SHARE MODE');
  return () => client.end();
}

async function untilWaiting(): Promise<number> {
  for (;;) {
    const [row] = await store.admin<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE application_name = 'juki-audit-writer' AND wait_event_type = 'Lock'`,
    );
    if (row !== undefined) return row.pid;
  }
}

describe('an append', () => {
  test('is durable when it resolves, with a receipt that its opening proves', async () => {
    const record = makeRecord();
    const [receipt] = await makeWriter().append([record]);
    const [row] = await store.admin<{ commitment: Buffer; canonical: Buffer; salt: Buffer; operator: string }>(
      'SELECT record.commitment, canonical, salt, operator FROM record JOIN opening USING (body, id) WHERE id = $1',
      [record.id],
    );
    expect(row?.operator).toBe(record.actor.operator);
    expect(row?.canonical.toString()).toBe(Buffer.from(canonicalRecord(record)).toString());
    const commitment = commitmentOf(sha256, row ?? { canonical: new Uint8Array(), salt: new Uint8Array() });
    expect(Buffer.from(commitment).equals(row?.commitment ?? Buffer.alloc(0))).toBe(true);
    expect(receipt).toEqual({ id: record.id, body: record.body, commitment: encodeBase64Url(commitment) });
  });

  test('of several records writes all of them', async () => {
    const records = [
      makeRecord(),
      makeRecord({ subject: null, mode: 'none' }),
      makeRecord({ purpose: null, case: null }),
    ];
    expect(await makeWriter().append(records)).toHaveLength(3);
    expect(await stored(...records)).toBe(3);
  });

  test('shares its flush with the appends beside it', async () => {
    const writer = makeWriter();
    const records = Array.from({ length: 300 }, () => makeRecord());
    await Promise.all(records.map((record) => writer.append([record])));
    const [row] = await store.admin<{ transactions: string }>(
      'SELECT count(DISTINCT xact::text) AS transactions FROM record WHERE id = ANY($1)',
      [records.map((record) => record.id)],
    );
    expect(await stored(...records)).toBe(300);
    expect(Number(row?.transactions)).toBeLessThanOrEqual(3);
  });

  test('of nothing writes nothing', async () => {
    expect(await makeWriter().append([])).toEqual([]);
  });

  test('of what is not a record is refused before anything is sent', async () => {
    const writer = makeWriter();
    await expect(writer.append([makeRecord({ case: '大阪府 吹田市' })])).rejects.toMatchObject({
      code: 'AUDIT_RECORD_INVALID',
    });
  });

  test('lands in a month that nobody prepared', async () => {
    const record = makeRecord({ time: '2061-01-01T00:00:00.000Z' });
    await makeWriter().append([record]);
    expect(await store.admin('SELECT FROM opening_default WHERE id = $1', [record.id])).toHaveLength(1);
  });

  test('is refused after the writer was closed', async () => {
    const writer = makeWriter();
    await writer.close();
    await expect(writer.append([makeRecord()])).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
  });

  test('that the store will not take fails alone', async () => {
    const writer = makeWriter();
    const first = makeRecord();
    await writer.append([first]);
    const others = [makeRecord(), makeRecord()];
    const results = await Promise.allSettled([
      writer.append(others.slice(0, 1)),
      writer.append([{ ...first, durationMicros: 1 }]),
      writer.append(others.slice(1)),
    ]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(results[1]).toMatchObject({ reason: { code: 'AUDIT_UNAVAILABLE' } });
    expect(await stored(...others)).toBe(2);
  });
});

describe('a grant', () => {
  test('is spent once: its second append is refused and writes nothing, the appends beside it succeed', async () => {
    const writer = makeWriter();
    const spendGrant = randomUUID();
    const [first, second, third] = [makeRecord(), makeRecord(), makeRecord()];
    await writer.append([first], { spendGrant });
    const [replay, other] = await Promise.allSettled([
      writer.append([second], { spendGrant }),
      writer.append([third], { spendGrant: randomUUID() }),
    ]);
    expect(replay).toMatchObject({ status: 'rejected', reason: { code: 'GRANT_REPLAYED' } });
    expect(other).toMatchObject({ status: 'fulfilled' });
    expect([await stored(second), await stored(first, third)]).toEqual([0, 2]);
  });

  test('sent twice at the same moment, by one process or two, is spent once', async () => {
    const [one, two] = [makeWriter(), makeWriter()];
    for (let round = 0; round < 20; round += 1) {
      const spendGrant = randomUUID();
      const records = Array.from({ length: 6 }, () => makeRecord());
      const results = await Promise.allSettled(
        records.map((record, i) => (i % 2 ? one : two).append([record], { spendGrant })),
      );
      expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
      expect(await stored(...records)).toBe(1);
    }
  });

  test('is not spent by records that could not be written', async () => {
    const writer = makeWriter();
    const first = makeRecord();
    await writer.append([first]);
    const spendGrant = randomUUID();
    await expect(writer.append([{ ...first, durationMicros: 2 }], { spendGrant })).rejects.toMatchObject({
      code: 'AUDIT_UNAVAILABLE',
    });
    await writer.append([makeRecord()], { spendGrant });
  });

  test('needs a record', async () => {
    await expect(makeWriter().append([], { spendGrant: 'g' })).rejects.toThrow('invariant');
  });
});

describe('when the store fails', () => {
  test('a backend that is killed while it writes is replaced, and the record is written once', async () => {
    const writer = makeWriter();
    const release = await holdRecords();
    const record = makeRecord();
    const append = writer.append([record], { spendGrant: randomUUID() });
    await store.admin('SELECT pg_terminate_backend($1)', [await untilWaiting()]);
    await release();
    expect(await append).toHaveLength(1);
    expect(await stored(record)).toBe(1);
  });

  test('a commit whose answer was lost is looked up, and neither written twice nor taken for a replay', async () => {
    const writer = makeWriter({ url: throughProxy() });
    await writer.append([makeRecord()]);
    for (let round = 0; round < 5; round += 1) {
      const record = makeRecord();
      proxy.loseNextAnswer();
      expect(await writer.append([record], { spendGrant: randomUUID() })).toHaveLength(1);
      expect(await stored(record)).toBe(1);
    }
  });

  test('a grant that somebody else spent stays refused although an answer was lost', async () => {
    const writer = makeWriter({ url: throughProxy() });
    const spendGrant = randomUUID();
    await writer.append([makeRecord()], { spendGrant });
    const record = makeRecord();
    proxy.loseNextAnswer();
    await expect(writer.append([record], { spendGrant })).rejects.toMatchObject({ code: 'GRANT_REPLAYED' });
    expect(await stored(record)).toBe(0);
  });

  test('a store that does not answer in time refuses the record', async () => {
    const writer = makeWriter({ deadline: 1_000 });
    await writer.append([makeRecord()]);
    const release = await holdRecords();
    const record = makeRecord();
    await expect(writer.append([record])).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
    await release();
    expect(await writer.append([makeRecord()])).toHaveLength(1);
  });

  test('a store that is gone refuses, and is used again when it is back, without a restart', async () => {
    const writer = makeWriter({ url: throughProxy(), deadline: 1_000 });
    await writer.append([makeRecord()]);
    proxy.cut();
    const lost = makeRecord();
    await expect(writer.append([lost])).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
    proxy.mend();
    const record = makeRecord();
    await expect(writer.append([record])).resolves.toHaveLength(1);
    expect(await stored(record)).toBe(1);
  });

  test('a short outage is ridden out', async () => {
    const writer = makeWriter({ url: throughProxy() });
    await writer.append([makeRecord()]);
    proxy.cut();
    const append = writer.append([makeRecord()]);
    setTimeout(() => proxy.mend(), 100);
    await expect(append).resolves.toHaveLength(1);
  });

  test('more than may wait is refused at once', async () => {
    const writer = makeWriter({ waiting: 3 });
    const release = await holdRecords();
    const waiting = [1, 2, 3].map(() => writer.append([makeRecord()]));
    await expect(writer.append([makeRecord()])).rejects.toMatchObject({
      code: 'AUDIT_UNAVAILABLE',
      message: expect.stringContaining('Too many'),
    });
    await release();
    await Promise.all(waiting);
  });

  test('closing waits for what was appended', async () => {
    const writer = makeWriter();
    const record = makeRecord();
    const append = writer.append([record]);
    await writer.close();
    await append;
    expect(await stored(record)).toBe(1);
  });
});

test('a record for which nobody waits is durable all the same, and at once where others need a flush', async () => {
  const writer = makeWriter();
  const [alone, needed, joined] = [makeRecord(), makeRecord(), makeRecord()];
  await writer.append([alone], { mayWait: true });
  expect(await stored(alone)).toBe(1);
  const waiting = writer.append([joined], { mayWait: true });
  await writer.append([needed]);
  await waiting;
  expect(await stored(needed, joined)).toBe(2);
});
