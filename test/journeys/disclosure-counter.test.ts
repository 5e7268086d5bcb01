import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { textOf } from '@juki/documents/testing';
import { inRepository } from '@juki/launcher';
import { startTestSystem, type TestSystem } from '@juki/testing';
import { cast } from './people.ts';

/** 窓口: the counter on the command line, from the written request to the paper that is handed over. */

jest.setTimeout(30_000);

let system: TestSystem;
let desk: string;

beforeAll(async () => {
  system = await startTestSystem();
  desk = await mkdtemp(join(tmpdir(), 'juki-counter-'));
  const { directory, gateway, issuer, keys } = system;
  const running = { processId: process.pid, directory, gateway, issuer, keys, logs: [] };
  await writeFile(join(directory, 'system.json'), JSON.stringify(running));
}, 120_000);
afterAll(async () => {
  await system?.remove();
  await rm(desk, { recursive: true, force: true });
}, 30_000);

const aoi = cast.developmentResident.latest;

async function juki(...args: readonly string[]) {
  const script = inRepository('packages/cli/bin/juki.mjs');
  const who = ['--operator', 'osaka-network-officer', '--directory', system.directory, '--json'];
  const options = { env: { PATH: process.env['PATH'] ?? '' } };
  const { stdout } = await promisify(execFile)(process.execPath, [script, 'disclosure', ...args, ...who], options);
  return JSON.parse(stdout);
}

const about = ({ name, birthDate, sex, address } = aoi) =>
  ['--name', name, '--birth-date', birthDate, '--sex', sex, '--address', address].map(String);

async function paper(file: string) {
  const bytes = await readFile(file);
  const text = (await textOf(bytes)).join('\n').replaceAll(/\s/g, '');
  return { text, sha256: createHash('sha256').update(bytes).digest('hex') };
}

describe('a written request', () => {
  let number: string;

  test('is received, and waits among what is due', async () => {
    const request = await juki('receive', ...about(), '--evidence', 'PASSPORT', '--key', 'counter-key-1');
    ({ number } = request);
    expect(request).toMatchObject({ state: 'RECEIVED', daysLeft: 29, requesterName: aoi.name });
    expect((await juki('receive', ...about(), '--evidence', 'PASSPORT', '--key', 'counter-key-1')).number).toBe(number);
    expect((await juki('due')).map((due: { number: string }) => due.number)).toEqual([number]);
  });

  test('is answered by a document with the record in it, whose making is recorded by its hash', async () => {
    const file = join(desk, 'answer.pdf');
    const { outcome, document } = await juki('answer', number, '--pdf', file);
    expect({ outcome, pages: document.pages }).toEqual({ outcome: 'DISCLOSED', pages: 1 });
    const { text, sha256 } = await paper(file);
    expect(sha256).toBe(document.sha256);
    for (const words of ['大阪府知事', '本人確認情報確認書', String(aoi.residentCode), String(aoi.individualNumber)]) {
      expect(text).toContain(words);
    }
    expect(text).toContain(aoi.name.replaceAll(/\s/g, ''));
    expect((await stat(file)).mode & 0o077).toBe(0);
    const clerk = await system.operator('osaka-network-officer');
    const media = await clerk.asks({
      purpose: 'media-ledger',
      query: 'query { prefecturalMedia { act medium sha256 } }',
    });
    expect(media.data.prefecturalMedia).toContainEqual({ act: 'PRINTED', medium: `disclosure:${number}`, sha256 });
  });

  test('is never written over what is there', async () => {
    await expect(juki('answer', number, '--pdf', join(desk, 'answer.pdf'))).rejects.toThrow('answer.pdf');
  });

  test('is handed over, and waits no longer', async () => {
    expect((await juki('hand-over', number)).state).toBe('HANDED_OVER');
    expect(await juki('due')).toEqual([]);
  });
});

test('a refused item is neither read nor printed', async () => {
  const { number } = await juki('receive', ...about(), '--evidence', 'PASSPORT');
  const file = join(desk, 'partly.pdf');
  const options = ['--withhold', 'residentCode', '--ground', 'ARTICLE_78_1', '--pdf', file];
  expect((await juki('answer', number, ...options)).outcome).toBe('PARTLY_REFUSED');
  const { text } = await paper(file);
  expect(text).not.toContain(String(aoi.residentCode));
  expect(text).toContain('審査請求');
});

test('who used the data is printed with the place of each use in the log', async () => {
  const { number } = await juki('receive', ...about(), '--evidence', 'PASSPORT', '--kind', 'USE_HISTORY');
  const file = join(desk, 'uses.pdf');
  await juki('answer', number, '--pdf', file);
  const { text } = await paper(file);
  expect(text).toContain('本人確認情報の利用及び提供の記録');
  expect(text).toContain('大阪府市町村課');
  expect(text).not.toContain('osaka-network-officer');
});

test('whoever is not of a governor or the agency, or shows nothing, is told so and exits with a fault', async () => {
  const script = inRepository('packages/cli/bin/juki.mjs');
  const run = (...args: readonly string[]) =>
    promisify(execFile)(process.execPath, [script, 'disclosure', ...args, '--directory', system.directory], {
      env: { PATH: process.env['PATH'] ?? '' },
    });
  await expect(run('due', '--operator', 'toyonaka-clerk')).rejects.toThrow(/neither a governor/);
  const shown = ['--evidence', 'FAMILY_REGISTER', '--operator', 'osaka-network-officer'];
  await expect(run('receive', ...about(), ...shown)).rejects.toThrow(/IDENTITY_NOT_PROVEN/);
});
