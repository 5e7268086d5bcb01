import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { migrate, startPostgres } from '@juki/database';
import pg from 'pg';
import { logOrigin } from '../note/checkpoint.ts';
import { auditLogins, auditMigrations } from '../testing/audit-store.ts';
import { makeSigner, sha256, verifySignature } from '../testing/crypto.ts';
import { makeRecord } from '../testing/make-record.ts';
import { verifyLog } from '../verify/verify-log.ts';
import { createAuditWriter } from './create-audit-writer.ts';
import { createLogReader } from './create-log-reader.ts';
import { createSequencer } from './create-sequencer.ts';

const dataDirectory = path.join(tmpdir(), `juki-durability-${randomUUID()}`);
const database = 'audit_test';
const body = '270008';

afterAll(() => rm(dataDirectory, { recursive: true, force: true }));

function start(port?: number) {
  return startPostgres({ dataDirectory, databases: [database], durableFiles: false, ...(port && { port }) });
}

test('a server killed under load loses no acknowledged record, and writer and sequencer go on by themselves', async () => {
  const first = await start();
  await migrate(first.url(database), auditMigrations);
  const urls = await auditLogins(first, database);
  const writer = createAuditWriter({ url: urls.writer, deadline: 20_000 });
  const key = makeSigner(logOrigin('juki.example', body));
  const sequencer = createSequencer({ url: urls.sequencer, bodies: [body], signerFor: () => key, intervalMs: 5 });
  sequencer.start();

  const acknowledged: string[] = [];
  let stopped = false;
  let seen = () => {};
  const acknowledgements = (wanted: number) =>
    new Promise<void>((resolve) => {
      seen = () => acknowledged.length >= wanted && resolve();
    });
  const load = Array.from({ length: 16 }, async () => {
    while (!stopped) {
      const record = makeRecord();
      await writer.append([record], { spendGrant: randomUUID() });
      acknowledged.push(record.id);
      seen();
    }
  });
  await acknowledgements(500);
  process.kill(first.pid, 'SIGKILL');
  const second = await start(first.port);
  await acknowledgements(acknowledged.length + 500);
  stopped = true;
  await Promise.all(load);
  await Promise.all([writer.close(), sequencer.stop()]);

  const last = createSequencer({ url: urls.sequencer, bodies: [body], signerFor: () => key });
  await last.integrateOnce();
  await last.stop();
  const client = new pg.Client({ connectionString: second.url(database) });
  await client.connect();
  const { rows } = await client.query<{ record_id: string }>('SELECT record_id FROM leaf');
  await client.end();
  const logged = new Set(rows.map((row) => row.record_id));
  expect(acknowledged.filter((id) => !logged.has(id))).toEqual([]);
  const reader = createLogReader({ url: urls.reader });
  const { size } = await reader.counts(body);
  const report = await verifyLog(reader.source(body), {
    sha256,
    verifySignature,
    origin: key.name,
    body,
    keys: [key],
    rows: reader.rows(body, size),
  });
  expect(report).toMatchObject({ verdict: 'sound', entries: rows.length, openings: rows.length });
  await reader.close();
  await second.stop();
}, 60_000);
