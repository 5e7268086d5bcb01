import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeBase64Url } from '../base64.ts';
import { commitmentOf } from '../commitment.ts';
import { decodeEntry } from '../entry.ts';
import { logOrigin } from '../note/checkpoint.ts';
import { formatProof, verifyProof } from '../note/tlog-proof.ts';
import type { AuditRecord } from '../record.ts';
import { type AuditStore, startAuditStore } from '../testing/audit-store.ts';
import { makeSigner, sha256, verifySignature } from '../testing/crypto.ts';
import { makeRecord } from '../testing/make-record.ts';
import { decodeBundle } from '../tree/entry-bundle.ts';
import { inclusionProof } from '../tree/inclusion-proof.ts';
import { nodesFromTiles } from '../tree/tile-nodes.ts';
import type { Finding } from '../verify/findings.ts';
import { verifyLog } from '../verify/verify-log.ts';
import { createAuditWriter } from './create-audit-writer.ts';
import { createLogReader, type LogReader } from './create-log-reader.ts';
import { createSequencer } from './create-sequencer.ts';
import { logHttpHandler } from './log-http-handler.ts';

const body = '270008';
const origin = logOrigin('juki.example', body);
const signer = makeSigner(origin);
const size = 300;
let store: AuditStore;
let reader: LogReader;
let records: readonly AuditRecord[];

beforeAll(async () => {
  store = await startAuditStore();
  reader = createLogReader({ url: store.urls.reader });
  records = Array.from({ length: size }, (_, i) =>
    makeRecord({
      subject: `subject-pseudonym-${i % 3}`,
      purpose: i % 2 === 0 ? 'juki-b6-2' : 'juki-b3-1',
      case: i === 7 ? '利用-7' : null,
      time: new Date(Date.UTC(2026, 10, 20, 3, i)).toISOString(),
      request: `request-${i}`,
    }),
  );
  const writer = createAuditWriter({ url: store.urls.writer });
  for (const record of records) await writer.append([record]);
  const sequencer = createSequencer({ url: store.urls.sequencer, bodies: [body], signerFor: () => signer });
  await sequencer.integrateOnce();
  await sequencer.stop();
  await writer.append([makeRecord({ body, request: 'waits' })]);
  await writer.close();
});

afterAll(async () => {
  await reader.close();
  await store.stop();
});

async function found(query: Omit<Parameters<LogReader['records']>[0], 'body'>) {
  return (await reader.records({ body, limit: 1_000, ...query })).map((one) => one.record.request);
}

describe('a reader', () => {
  test('finds a record by its id, with its place, and what proves it', async () => {
    const [record] = records.slice(41);
    const [one] = await reader.records({ body, id: record?.id ?? '' });
    expect(one).toMatchObject({ record, index: 41 });
    const commitment = one && commitmentOf(sha256, one);
    expect(commitment).toEqual(Buffer.from(decodeBase64Url(one?.commitment ?? '') ?? []));
  });

  test('finds by subject, purpose, operator, agency, case, request and time, and by all of them together', async () => {
    expect(await found({ subject: 'subject-pseudonym-1' })).toHaveLength(100);
    expect(await found({ subject: 'subject-pseudonym-1', purpose: 'juki-b3-1' })).toHaveLength(50);
    expect(await found({ operator: 'osaka-passport-officer' })).toHaveLength(301);
    expect(await found({ agency: 'mhlw' })).toEqual([]);
    expect(await found({ case: '利用-7' })).toEqual(['request-7']);
    expect(await found({ request: 'request-8', operator: 'nobody' })).toEqual([]);
    expect(await found({ from: '2026-11-20T03:07:00Z', before: '2026-11-20T03:09:00Z' })).toEqual([
      'request-8',
      'request-7',
    ]);
  });

  test('shows the newest first, and no more than asked', async () => {
    const requests = (await reader.records({ body, subject: 'subject-pseudonym-0', limit: 2 })).map(
      (one) => one.record.time,
    );
    expect(requests).toHaveLength(2);
    expect([...requests].sort().reverse()).toEqual(requests);
  });

  test('finds nothing under another body', async () => {
    expect(await reader.records({ body: 'jlis' })).toEqual([]);
    expect(await reader.counts('jlis')).toEqual({ records: 0, size: 0, openings: 0 });
    expect(await reader.checkpoint('jlis')).toBeNull();
  });

  test('shows no record that is not the one that was committed to', async () => {
    const [record] = records.slice(9);
    const swap = (from: string, to: string) =>
      store.admin(
        `UPDATE opening SET canonical = convert_to(replace(convert_from(canonical, 'UTF8'), $2, $3), 'UTF8') WHERE id = $1`,
        [record?.id, from, to],
      );
    await swap('osaka-passport-officer', 'somebody-else');
    await expect(reader.records({ body, id: record?.id ?? '' })).rejects.toMatchObject({
      code: 'AUDIT_LOG_BROKEN',
      details: { index: 9 },
    });
    await swap('somebody-else', 'osaka-passport-officer');
    expect(await reader.records({ body, id: record?.id ?? '' })).toHaveLength(1);
  });

  test('says that a record waits for its place', async () => {
    expect(await reader.records({ body, request: 'waits' })).toMatchObject([{ index: null }]);
    expect(await reader.counts(body)).toEqual({ records: size + 1, size, openings: size + 1 });
  });

  test('gives tiles of which a proof is made that stands offline', async () => {
    const source = reader.source(body);
    const proof = await inclusionProof(sha256, nodesFromTiles(sha256, source, size), 270, size);
    const text = formatProof({ index: 270, proof, checkpoint: (await reader.checkpoint(body)) ?? '' });
    const entry = decodeBundle((await reader.tile(body, 'tile/entries/001.p/44')) ?? new Uint8Array())?.[14];
    if (entry === undefined) throw new Error('the bundle has 44 entries');
    expect(decodeEntry(entry)?.index).toBe(270);
    const question = { text, origin, keys: [signer] };
    expect(verifyProof({ sha256, verifySignature }, { ...question, entry })).toMatchObject({ kind: 'included' });
    const other = entry.map((byte, i) => (i === 20 ? byte ^ 1 : byte));
    expect(verifyProof({ sha256, verifySignature }, { ...question, entry: other })).toMatchObject({ kind: 'refused' });
  });
});

describe('over HTTP', () => {
  const ask = (path: string) => logHttpHandler(reader, { witnesses: [], quorum: 1 })(path);

  test.each([
    ['checkpoint', 'text/plain; charset=utf-8', 'no-cache', undefined],
    ['tile/0/000', 'application/octet-stream', 'public, max-age=31536000, immutable', 8192],
    ['tile/0/001.p/44', 'application/octet-stream', 'public, max-age=3600', 44 * 32],
    ['tile/0/001.p/1', 'application/octet-stream', 'public, max-age=3600', 32],
    ['tile/1/000.p/1', 'application/octet-stream', 'public, max-age=3600', 32],
    ['tile/entries/000', 'application/octet-stream', 'public, max-age=31536000, immutable', 256 * 54],
  ])('serves %s as a plain file', async (path, contentType, cacheControl, length) => {
    const answer = await ask(`/log/${body}/${path}`);
    expect(answer).toMatchObject({ status: 200, contentType, cacheControl });
    if (length !== undefined) expect(answer.body).toHaveLength(length);
  });

  test.each([
    '/log/270008/tile/0/001',
    '/log/270008/tile/0/001.p/45',
    '/log/270008/tile/0/002.p/1',
    '/log/270008/tile/1/000',
    '/log/270008/tile/2/000.p/1',
    '/log/270008/tile/entries/../0/000',
    '/log/270008/record',
    '/log/400009/checkpoint',
    '/log/270008/',
    '/',
    "/log/'/checkpoint",
  ])('has no file %s', async (path) => {
    expect(await ask(path)).toMatchObject({ status: 404 });
  });

  test('carries nothing personal', async () => {
    const files = ['checkpoint', 'tile/0/000', 'tile/entries/000', 'tile/entries/001.p/44'];
    for (const file of files) {
      const text = Buffer.from((await ask(`/log/${body}/${file}`)).body).toString('latin1');
      for (const word of ['subject', 'officer', 'juki-b', 'request']) expect(text).not.toContain(word);
    }
  });
});

describe('tampering with the store shows when the log is verified:', () => {
  test.each<[string, string, readonly Finding['kind'][]]>([
    [
      'a leaf changed',
      `UPDATE leaf SET entry = set_byte(entry, 51, 255 - get_byte(entry, 51)) WHERE idx = 5`,
      ['entry-not-in-tile', 'root-mismatch'],
    ],
    [
      'a leaf at the edge changed',
      `UPDATE leaf SET entry = set_byte(entry, 51, 255 - get_byte(entry, 51)) WHERE idx = 299`,
      ['root-mismatch'],
    ],
    ['a leaf removed', 'DELETE FROM leaf WHERE idx = 299', ['file-malformed']],
    ['a tile changed', `UPDATE tile SET data = set_byte(data, 9, 255 - get_byte(data, 9))`, ['entry-not-in-tile']],
    [
      'the root of a tile changed',
      `UPDATE tile SET root = set_byte(root, 9, 255 - get_byte(root, 9))`,
      ['tile-not-in-parent'],
    ],
    ['a tile removed', 'DELETE FROM tile', ['file-missing']],
    [
      'a record changed',
      `UPDATE record SET commitment = set_byte(commitment, 0, 255 - get_byte(commitment, 0)) WHERE id = (SELECT record_id FROM leaf WHERE idx = 5)`,
      ['record-changed'],
    ],
    [
      'a record removed',
      'DELETE FROM record WHERE id = (SELECT record_id FROM leaf WHERE idx = 5)',
      ['record-missing'],
    ],
    [
      'an opening changed',
      `UPDATE opening SET canonical = convert_to(replace(convert_from(canonical, 'UTF8'), 'deliberate', 'incidental'), 'UTF8') WHERE id = (SELECT record_id FROM leaf WHERE idx = 5)`,
      ['opening-changed'],
    ],
    [
      'a checkpoint changed',
      `UPDATE checkpoint SET note = replace(note, '300', '299') WHERE size = 300`,
      ['checkpoint-refused'],
    ],
    ['the newest checkpoint removed', 'DELETE FROM checkpoint WHERE size = 300', ['shrunk']],
  ])('%s', async (_, tamper, expected) => {
    const older = [(await reader.checkpoint(body)) ?? ''];
    const kinds = async () => {
      const source = reader.source(body);
      const keys = [signer];
      const rows = reader.rows(body, size);
      const report = await verifyLog(source, { sha256, verifySignature, origin, body, keys, rows, older });
      return [...new Set(report.findings.map((finding) => finding.kind))];
    };
    expect(await kinds()).toEqual([]);
    const changed = tamper.match(/(?:UPDATE|DELETE FROM) (\w+)/)?.[1] ?? '';
    await store.admin(`CREATE TABLE kept AS SELECT * FROM ${changed}`);
    try {
      await store.admin(tamper);
      expect(await kinds()).toEqual(expect.arrayContaining([...expected]));
    } finally {
      await store.admin(`DELETE FROM ${changed}; INSERT INTO ${changed} SELECT * FROM kept; DROP TABLE kept`);
    }
    expect(await kinds()).toEqual([]);
  });
});
