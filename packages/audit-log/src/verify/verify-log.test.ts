import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { utf8 } from '../bytes.ts';
import { canonicalRecord, commitmentOf } from '../commitment.ts';
import { encodeEntry, kindOfPhase } from '../entry.ts';
import { formatCheckpoint, logOrigin } from '../note/checkpoint.ts';
import { type NoteSigner, signNote } from '../note/signed-note.ts';
import type { AuditRecord } from '../record.ts';
import { sourceOf } from '../testing/array-tree.ts';
import { makeSigner, sha256, verifySignature } from '../testing/crypto.ts';
import { makeRecord } from '../testing/make-record.ts';
import { appendLeaf, emptyRange, rootOf } from '../tree/compact-range.ts';
import { decodeBundle, encodeBundle } from '../tree/entry-bundle.ts';
import { hashLeaf } from '../tree/hash-node.ts';
import type { LogSource } from '../tree/tile-nodes.ts';
import { type StoredRow, type VerifyLogOptions, verifyLog } from './verify-log.ts';

const body = '270008';
const origin = logOrigin('juki.example', body);
const signer = makeSigner(origin);
const salt = new Uint8Array(16).fill(9);

function entryOf(record: AuditRecord, index: number, changes = {}): Uint8Array {
  const commitment = commitmentOf(sha256, { canonical: canonicalRecord(record), salt });
  const minute = Math.floor(Date.parse(record.time) / 60_000);
  return encodeEntry({ kind: kindOfPhase[record.phase], body, index, minute, commitment, ...changes });
}

function headOf(entries: readonly Uint8Array[], by: NoteSigner = signer, of = origin): string {
  const range = entries.reduce((made, entry) => appendLeaf(sha256, made, hashLeaf(sha256, entry)), emptyRange);
  return signNote(sha256, formatCheckpoint({ origin: of, size: entries.length, root: rootOf(sha256, range) }), by);
}

function makeLog(size: number) {
  const records = Array.from({ length: size }, () => makeRecord());
  const entries = records.map((record, index) => entryOf(record, index));
  return { records, entries, source: sourceOf(entries, headOf(entries)) };
}

async function* rowsOf(records: readonly AuditRecord[], change: (row: StoredRow) => StoredRow | null = (row) => row) {
  for (const [index, record] of records.entries()) {
    const opening = { canonical: canonicalRecord(record), salt };
    const row = change({ index, commitment: commitmentOf(sha256, opening), opening });
    if (row !== null) yield row;
  }
}

function verify(source: LogSource, options: Partial<VerifyLogOptions> = {}) {
  return verifyLog(source, { sha256, verifySignature, origin, body, keys: [signer], ...options });
}

/** The kinds of what was found, each once. */
async function kinds(source: LogSource, options: Partial<VerifyLogOptions> = {}) {
  const report = await verify(source, options);
  expect(report.verdict).toBe(report.findings.length === 0 ? 'sound' : 'broken');
  return [...new Set(report.findings.map((finding) => finding.kind))];
}

function flip(bytes: Uint8Array, bit: number): Uint8Array {
  return bytes.map((byte, i) => (i === Math.floor(bit / 8) ? byte ^ (1 << (bit % 8)) : byte));
}

describe('a sound log', () => {
  test.each([0, 1, 255, 256, 257, 600])('of %d entries is verified to the last entry', async (size) => {
    const { source, records } = makeLog(size);
    const report = await verify(source, { rows: rowsOf(records) });
    expect(report).toMatchObject({ verdict: 'sound', entries: size, openings: size, unopened: 0, findings: [] });
    expect(report.checkpoint?.size).toBe(size);
  });

  test('contains every checkpoint that it ever had', async () => {
    const { source, entries } = makeLog(300);
    const older = [0, 1, 7, 256, 299, 300].map((size) => headOf(entries.slice(0, size)));
    const report = await verify(source, { older });
    expect(report.verdict).toBe('sound');
    expect(report.consistentWith.map((head) => head.size)).toEqual([0, 1, 7, 256, 299, 300]);
  });

  test('stays sound when a record is erased, and says that it cannot be read', async () => {
    const { source, records } = makeLog(5);
    const rows = rowsOf(records, (row) => (row.index === 2 ? { ...row, opening: null } : row));
    expect(await verify(source, { rows })).toMatchObject({ verdict: 'sound', openings: 4, unopened: 1 });
  });

  test('is accepted during a change of keys, signed by both', async () => {
    const { source, entries } = makeLog(3);
    const next = makeSigner(origin);
    const both = `${headOf(entries)}${headOf(entries, next).split('\n\n')[1]}`;
    source.files.set('checkpoint', utf8(both));
    expect(await kinds(source)).toEqual([]);
    expect(await kinds(source, { keys: [next] })).toEqual([]);
  });
});

describe('a log is broken, with evidence,', () => {
  test('when one bit of any public file is flipped', async () => {
    const { entries } = makeLog(300);
    const head = headOf(entries);
    const paths = [
      'checkpoint',
      'tile/0/000',
      'tile/0/001.p/44',
      'tile/1/000.p/1',
      'tile/entries/000',
      'tile/entries/001.p/44',
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), fc.nat(), async (path, at) => {
        const source = sourceOf(entries, head);
        const bytes = (await source.get(path)) ?? new Uint8Array();
        source.files.set(path, flip(bytes, at % (bytes.length * 8)));
        const report = await verify(source);
        expect(report.verdict).toBe('broken');
        expect(report.findings.length).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
  });

  test('when an entry was changed: names entry, tile and root', async () => {
    const { source, entries, records } = makeLog(10);
    const changed = entries.with(4, entryOf(makeRecord(), 4));
    source.files.set('tile/entries/000.p/10', encodeBundle(changed));
    const report = await verify(source, { rows: rowsOf(records) });
    expect(report.findings).toMatchObject([
      { kind: 'entry-not-in-tile', index: 4, path: 'tile/0/000.p/10' },
      { kind: 'record-changed', index: 4 },
      { kind: 'opening-changed', index: 4 },
      { kind: 'root-mismatch', size: 10 },
    ]);
  });

  test('when entry and tiles were changed alike: the root is still signed', async () => {
    const { source, entries } = makeLog(10);
    const rewritten = sourceOf(entries.with(4, entryOf(makeRecord(), 4)), '');
    const head = await source.get('checkpoint');
    const mixed: LogSource = { get: async (path) => (path === 'checkpoint' ? head : rewritten.get(path)) };
    expect(await kinds(mixed)).toEqual(['root-mismatch']);
  });

  test('when an insider rewrote it and signed again: an older checkpoint shows it', async () => {
    const { entries } = makeLog(10);
    const rewritten = entries.with(4, entryOf(makeRecord(), 4));
    const source = sourceOf(rewritten, headOf(rewritten));
    expect(await kinds(source)).toEqual([]);
    const report = await verify(source, { older: [headOf(entries.slice(0, 4)), headOf(entries.slice(0, 7))] });
    expect(report.consistentWith).toHaveLength(1);
    expect(report.findings).toMatchObject([{ kind: 'inconsistent', size: 7 }]);
  });

  test('when its tail was cut: an older checkpoint is longer', async () => {
    const { entries } = makeLog(10);
    const source = sourceOf(entries.slice(0, 6), headOf(entries.slice(0, 6)));
    expect(await kinds(source, { older: [headOf(entries)] })).toEqual(['shrunk']);
  });

  test('when two entries changed places', async () => {
    const { entries } = makeLog(4);
    const swapped = [entries[0], entries[2], entries[1], entries[3]].flatMap((entry) => entry ?? []);
    expect(await kinds(sourceOf(swapped, headOf(swapped)))).toEqual(['entry-misplaced']);
  });

  test('when an entry of another body, or of no known form, stands in it', async () => {
    const { entries } = makeLog(3);
    const foreign = entries.with(1, entryOf(makeRecord(), 1, { body: 'jlis' })).with(2, utf8('?'));
    expect(await kinds(sourceOf(foreign, headOf(foreign)))).toEqual(['entry-misplaced', 'entry-malformed']);
  });

  test.each([
    ['tile/entries/000.p/3', ['file-missing']],
    ['tile/0/000.p/3', ['file-missing']],
    ['checkpoint', ['checkpoint-missing']],
  ])('when %s is not there', async (path, expected) => {
    const { source } = makeLog(3);
    const holed: LogSource = { get: async (asked) => (asked === path ? null : source.get(asked)) };
    expect(await kinds(holed)).toEqual(expected);
  });

  test('when a bundle is one entry short', async () => {
    const { source, entries } = makeLog(3);
    source.files.set('tile/entries/000.p/3', encodeBundle(entries.slice(0, 2)));
    expect(await kinds(source)).toEqual(['file-malformed']);
    expect(decodeBundle(encodeBundle(entries).slice(0, -1))).toBeNull();
  });

  test.each([
    ['by nobody known', () => [makeSigner(origin)], 'no-known-key'],
    ['by nobody at all', () => [], 'no-known-key'],
    ['by another hand under a known name', () => [{ ...signer, publicKey: signer.publicKey }], undefined],
  ])('when its head is signed %s', async (_, keys, reason) => {
    const { source } = makeLog(2);
    const report = await verify(source, { keys: keys() });
    if (reason === undefined) expect(report.verdict).toBe('sound');
    else
      expect(report).toMatchObject({
        checkpoint: null,
        entries: 0,
        findings: [{ kind: 'checkpoint-refused', reason }],
      });
  });

  test('when its head is the head of another log', async () => {
    const { entries } = makeLog(2);
    const source = sourceOf(entries, headOf(entries, signer, 'juki.example/log/400009'));
    expect(await kinds(source)).toEqual(['checkpoint-of-other-log']);
  });

  test.each<[string, (row: StoredRow) => StoredRow | null, string]>([
    ['a record is gone', (row) => (row.index === 1 ? { ...row, commitment: null } : row), 'record-missing'],
    ['the last row is gone', (row) => (row.index === 2 ? null : row), 'record-missing'],
    ['a row in the middle is gone', (row) => (row.index === 1 ? null : row), 'rows-out-of-order'],
    [
      'a commitment was changed',
      (row) => ({ ...row, commitment: row.commitment && flip(row.commitment, 3) }),
      'record-changed',
    ],
    [
      'an opening was changed',
      (row) => ({ ...row, opening: row.opening && { ...row.opening, canonical: flip(row.opening.canonical, 800) } }),
      'opening-changed',
    ],
    [
      'a salt was changed',
      (row) => ({ ...row, opening: row.opening && { ...row.opening, salt: flip(row.opening.salt, 0) } }),
      'opening-changed',
    ],
    [
      'a salt was cut',
      (row) => ({ ...row, opening: row.opening && { ...row.opening, salt: new Uint8Array(3) } }),
      'opening-changed',
    ],
  ])('when %s', async (_, change, kind) => {
    const { source, records } = makeLog(3);
    expect(await kinds(source, { rows: rowsOf(records, change) })).toContain(kind);
  });

  test.each<[string, Partial<AuditRecord>, object]>([
    ['another kind', {}, { kind: 1 }],
    ['another minute', {}, { minute: 7 }],
    ['another body', { body: 'jlis' }, {}],
  ])('when an entry says %s than its record', async (_, record, entry) => {
    const made = makeRecord(record);
    const entries = [entryOf(made, 0, entry)];
    const report = await verify(sourceOf(entries, headOf(entries)), { rows: rowsOf([made]) });
    expect(report.findings).toMatchObject([{ kind: 'opening-unlawful', index: 0 }]);
  });

  test('when what was committed to is no record', async () => {
    const opening = { canonical: utf8('{"name":"大阪太郎"}'), salt };
    const commitment = commitmentOf(sha256, opening);
    const entries = [encodeEntry({ kind: 2, body, index: 0, minute: 0, commitment })];
    const rows = (async function* () {
      yield { index: 0, commitment, opening };
    })();
    const report = await verify(sourceOf(entries, headOf(entries)), { rows });
    expect(report.findings).toMatchObject([{ kind: 'opening-unlawful' }]);
  });

  test('a thousand times over, and counts the rest', async () => {
    const { source, records } = makeLog(1_100);
    const rows = rowsOf(records, (row) => ({ ...row, commitment: null }));
    const report = await verify(source, { rows });
    expect([report.findings.length, report.omittedFindings]).toEqual([1_000, 100]);
  });
});
