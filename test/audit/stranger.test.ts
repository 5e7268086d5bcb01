import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createLogReader, nodeSha256, nodeVerifySignature } from '@juki/audit-log/postgres';
import { type Finding, type LogReport, parseVerifierKey, verifyLog } from '@juki/audit-log/verify';
import { createFileKeyProvider } from '@juki/keys';
import { inRepository, type PublishedLog } from '@juki/launcher';
import { publishedFiles, startTestSystem, type TestSystem, wholeLogs } from '@juki/testing';
import { cast, fourItems, searchIn } from '../journeys/people.ts';
import { type Insider, openInsider } from './insider.ts';

// cspell:ignore sumdb GOPATH gocode GOFLAGS

/** The log of a governor, verified by somebody who has nothing but its address and its key; then an insider sets to work. */

const body = '270008';
let system: TestSystem;
let log: PublishedLog;
let insider: Insider;
let folder: string;
/** The checkpoint that an auditor took home before the last accesses, and the one after them. */
let early: string;
let late: string;

beforeAll(async () => {
  system = await startTestSystem();
  folder = await mkdtemp(join(tmpdir(), 'juki-stranger-'));
  const found = system.logs.find((one) => one.body === body);
  if (!found) throw new Error('the governor has a log');
  log = found;
  await access(3);
  early = await checkpoint();
  await access(4);
  late = await checkpoint();
}, 120_000);
afterAll(async () => {
  await insider?.close();
  await system?.remove();
  await rm(folder, { recursive: true, force: true });
}, 30_000);

describe('a log that nobody has touched', () => {
  test('is sound, from its address and its key alone', async () => {
    expect(await verify()).toMatchObject({ verdict: 'sound', findings: [], openings: 0 });
  });

  test('is sound with its records, and contains what the auditor took home', async () => {
    const report = await verify({ older: [early, late], rows: true });
    expect(report).toMatchObject({ verdict: 'sound', findings: [] });
    expect(report.consistentWith.map(({ size }) => size)).toEqual([sizeOf(early), sizeOf(late)]);
    expect(report.openings).toBe(report.entries);
  });

  test('has been seen by the other tiers and by an outsider, and contains what they saw', async () => {
    const report = await verify({ witnesses: true });
    expect(report).toMatchObject({ verdict: 'sound', findings: [] });
    const names = report.witnessed?.by.map(({ name }) => name) ?? [];
    expect(names.length).toBeGreaterThanOrEqual(2);
    expect(names).not.toContain('juki.example/witness/prefectural');
  });

  test('is that of every other body too', async () => {
    const logs = await wholeLogs(system);
    expect(logs.map(({ report }) => report.verdict)).toEqual(logs.map(() => 'sound'));
  });

  test('is not believed with the key of another body', async () => {
    const [other] = system.logs.filter((one) => one.body !== body).flatMap(({ verifierKeys }) => verifierKeys);
    expect(kinds(await verify({ keys: [other ?? ''] }))).toEqual(['checkpoint-refused']);
  });
});

/**
 * Puts everything back from a copy, so nothing may come in beside: the machines of the municipalities, which ask the governor
 * from time to time, are sent home. Two witnesses remain.
 */
async function letIn(): Promise<Insider> {
  await system.services.municipal.stop();
  await settled();
  late = await checkpoint();
  const signer = createFileKeyProvider(system.keys).signer(`log/${body}`);
  return openInsider(system.databases.audit.url('audit_prefectural'), { ...log, signer });
}

describe('an insider with the database', () => {
  beforeAll(async () => {
    insider = await letIn();
  }, 30_000);

  const cases: readonly (readonly [string, (at: Insider) => Promise<void>, readonly Finding['kind'][]])[] = [
    ['edits what a record says', (at) => at.editOpening(2), ['opening-changed']],
    ['edits a record and its commitment', (at) => at.editCommitment(2), ['record-changed']],
    ['deletes a record', (at) => at.deleteRecord(2), ['record-missing']],
    ['deletes an entry', (at) => at.deleteEntry(2), ['file-malformed']],
    ['inserts an entry', (at) => at.insertEntry(2), ['entry-misplaced', 'root-mismatch']],
    ['reorders two entries', (at) => at.swapEntries(1, 2), ['entry-misplaced', 'root-mismatch']],
  ];

  test.each(cases)('%s: the verification names it', async (_what, tamper, expected) => {
    await tamper(insider);
    const report = await verify({ older: [early], rows: true });
    expect(kinds(report)).toEqual(expect.arrayContaining([...expected]));
    await insider.restore();
    expect(await verify({ rows: true })).toMatchObject({ verdict: 'sound' });
  });

  test('and the key of the log rewrites it: sound to a newcomer, exposed by a checkpoint that somebody kept', async () => {
    await insider.rewriteAndSign(1);
    expect(await verify()).toMatchObject({ verdict: 'sound' });
    expect(kinds(await verify({ older: [early] }))).toEqual(['inconsistent']);
    await insider.restore();
  });

  test('and the key of the log finds no witness for the rewritten one: a newcomer who asks for witnesses is not fooled', async () => {
    await insider.rewriteAndSign(1);
    const [finding, ...others] = (await verify({ witnesses: true })).findings;
    expect(others).toEqual([]);
    expect(['too-few-witnesses', 'inconsistent']).toContain(finding?.kind);
    await insider.restore();
    expect(await verify({ witnesses: true })).toMatchObject({ verdict: 'sound' });
  });

  test('cuts the tail: sound to a newcomer, exposed by a checkpoint that somebody kept', async () => {
    await insider.cutTo(sizeOf(early));
    expect(await verify({ rows: true })).toMatchObject({ verdict: 'sound', entries: sizeOf(early) });
    expect(kinds(await verify({ older: [late] }))).toEqual(['shrunk']);
    await insider.restore();
  });

  test('who has put everything back leaves a log that goes on', async () => {
    await access(2);
    expect(sizeOf(await checkpoint())).toBeGreaterThan(sizeOf(late));
    expect(await verify({ older: [early, late], rows: true })).toMatchObject({ verdict: 'sound' });
  });
});

describe('the tools of others: golang.org/x/mod/sumdb', () => {
  const program = () => join(folder, 'verify');
  if (!builds()) {
    console.warn('LEFT OUT: the check by Go needs golang-go and golang-golang-x-mod-dev (Debian).');
    test.skip('needs Go', () => undefined);
    return;
  }
  beforeAll(() => {
    expect(build(program()).stderr).toBe('');
  }, 60_000);

  const go = async (older?: string) => {
    const kept = join(folder, 'older');
    if (older !== undefined) await writeFile(kept, older);
    const args = [log.url, log.verifierKeys[0] ?? '', ...(older === undefined ? [] : [kept])];
    const { status, stdout, stderr } = spawnSync(program(), args, { encoding: 'utf8', timeout: 20_000 });
    return { status, said: stdout + stderr };
  };

  test('find the same size and root, every entry in the tree, and the earlier log at its beginning', async () => {
    const { checkpoint: head } = await verify();
    expect(await go(early)).toEqual({ status: 0, said: `size ${head?.size} root ${head?.root}\n` });
  });

  test('find the cosignatures of the witnesses, and that a quorum of strangers is none', async () => {
    const witnessed = (keys: readonly string[]) => {
      const args = [log.url, log.verifierKeys[0] ?? '', '', '2', ...keys];
      const { status, stdout, stderr } = spawnSync(program(), args, { encoding: 'utf8', timeout: 20_000 });
      return { status, said: stdout + stderr };
    };
    const known = witnessed(log.witnesses);
    expect(known.status).toBe(0);
    expect(known.said).toMatch(/\nwitnessed by [23]\n$/);
    const others = system.logs.find(({ body: other }) => other === '272035')?.witnesses ?? [];
    const shared = others.filter((key) => log.witnesses.includes(key));
    expect(witnessed(shared.slice(0, 1))).toMatchObject({ status: 1 });
  });

  test('find what an insider did', async () => {
    await insider.swapEntries(1, 2);
    expect(await go()).toMatchObject({ status: 1 });
    await insider.restore();
    await insider.rewriteAndSign(1);
    expect([(await go()).status, (await go(early)).status]).toEqual([0, 1]);
    await insider.restore();
    expect((await go(early)).status).toBe(0);
  });
});

interface Brought {
  readonly older?: readonly string[];
  readonly rows?: boolean;
  readonly keys?: readonly string[];
  /** Whether the witnesses are asked for whom the log names. */
  readonly witnesses?: boolean;
}

async function verify({
  older = [],
  rows = false,
  keys = log.verifierKeys,
  witnesses = false,
}: Brought = {}): Promise<LogReport> {
  const known = log.witnesses.flatMap((key) => parseVerifierKey(nodeSha256, key, 'cosignature') ?? []);
  const reader = createLogReader({ url: log.store, connections: 1 });
  try {
    return await verifyLog(publishedFiles(log), {
      sha256: nodeSha256,
      verifySignature: nodeVerifySignature,
      origin: log.origin,
      body,
      keys: keys.flatMap((key) => parseVerifierKey(nodeSha256, key) ?? []),
      older,
      ...(witnesses ? { witnesses: { keys: known, quorum: log.quorum } } : {}),
      ...(rows ? { rows: reader.rows(body, sizeOf(await fetchCheckpoint())) } : {}),
    });
  } finally {
    await reader.close();
  }
}

/** Resolves when every record has its place, and two witnesses have seen it. */
async function settled(): Promise<void> {
  const reader = createLogReader({ url: log.store, connections: 1 });
  try {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      const { records, size } = await reader.counts(body);
      const seen = (await verify({ witnesses: true })).witnessed?.size;
      if (records === size && seen === size) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('the log did not settle in 20 seconds');
  } finally {
    await reader.close();
  }
}

/** Some officers look at residents of the prefecture. */
async function access(times: number): Promise<void> {
  const officer = await system.operator('osaka-education-officer');
  const question = { purpose: 'juki-b6-2', case: 'R8-0001', query: searchIn('prefectural', 'name') };
  for (let turn = 0; turn < times; turn += 1) {
    const { data } = await officer.asks({ ...question, variables: fourItems(cast.toyonakaMover.latest) });
    expect(data.prefecturalSearch.people).toHaveLength(1);
  }
}

/** The checkpoint over everything that has been recorded. */
async function checkpoint(): Promise<string> {
  await wholeLogs({ logs: [log] });
  return fetchCheckpoint();
}

async function fetchCheckpoint(): Promise<string> {
  return (await fetch(`${log.url}/checkpoint`)).text();
}

function sizeOf(note: string): number {
  return Number(note.split('\n')[1]);
}

function kinds({ findings }: LogReport): readonly string[] {
  return [...new Set(findings.map(({ kind }) => kind))];
}

function builds(): boolean {
  const probe = join(tmpdir(), `juki-go-probe-${process.pid}`);
  const { status } = build(probe);
  spawnSync('rm', ['-f', probe]);
  return status === 0;
}

/** Builds from Debian's packages alone: no module is fetched. */
function build(program: string) {
  return spawnSync('go', ['build', '-o', program, '.'], {
    cwd: inRepository('test/audit/go'),
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: process.env['HOME'] ?? tmpdir(),
      GO111MODULE: 'off',
      GOPATH: '/usr/share/gocode',
      GOFLAGS: '',
    },
  });
}
