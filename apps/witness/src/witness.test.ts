import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Witness } from '@juki/audit-log';
import { readEnvironment } from './environment.ts';
import { createFileWitnessStore } from './file-witness-store.ts';
import { createWitnessServer, type WitnessServer } from './server.ts';

const origin = 'juki.example/log/270008';
const head = (size: number) => ({ size, root: new Uint8Array(32).fill(size) });

describe('what a witness saw', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'juki-witness-'));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  const seenBy = async (store = createFileWitnessStore(directory), name = origin) => {
    let seen: unknown;
    await store.advance(name, (known) => {
      seen = known;
      return null;
    });
    return seen;
  };

  test('is still there after a restart, for each log by itself', async () => {
    await createFileWitnessStore(directory).advance(origin, () => head(3));
    expect(await seenBy()).toEqual(head(3));
    expect(await seenBy(undefined, 'juki.example/log/jlis')).toBeNull();
    expect((await readdir(directory)).filter((name) => name.endsWith('.new'))).toEqual([]);
  });

  test('is what the request before left, however many come at once', async () => {
    const store = createFileWitnessStore(directory);
    await Promise.all(Array.from({ length: 20 }, () => store.advance(origin, (known) => head((known?.size ?? 0) + 1))));
    expect(await seenBy(store)).toEqual(head(20));
  });

  test('stays when nothing is to be kept, or when the decision fails', async () => {
    const store = createFileWitnessStore(directory);
    await store.advance(origin, () => head(3));
    const failing = store.advance(origin, () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await seenBy(store)).toEqual(head(3));
  });

  test.each(['', '{}', '{"origin":"other","size":1,"root":""}'])(
    'is never begun anew where its file does not read: %j',
    async (text) => {
      const store = createFileWitnessStore(directory);
      await store.advance(origin, () => head(3));
      const [file = ''] = await readdir(directory);
      await writeFile(join(directory, file), text);
      await expect(seenBy(store)).rejects.toThrow();
    },
  );
});

describe('over HTTP', () => {
  let server: WitnessServer;
  let url: string;
  const faults: unknown[] = [];
  const witness: Witness = {
    async addCheckpoint(body) {
      if (body === 'fail') throw new Error('disk full');
      return { status: 409, contentType: 'text/x.tlog.size', body: Buffer.from(`${body.length}\n`) };
    },
  };
  beforeEach(async () => {
    server = createWitnessServer({ witness, verifierKey: 'w+00+AA', onFault: (fault) => faults.push(fault) });
    url = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}`;
  });
  afterEach(() => server.close());

  const post = (body: string) => fetch(`${url}/witness/add-checkpoint`, { method: 'POST', body });

  test('a request is answered as the witness says, and cut where it is longer than any lawful one', async () => {
    const answer = await post('old 0');
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      409,
      'text/x.tlog.size',
      '5\n',
    ]);
    expect(Number(await (await post('x'.repeat(1_000_000))).text())).toBeLessThanOrEqual(16_384);
  });

  test('a witness that cannot keep what it sees says so and cosigns nothing', async () => {
    const answer = await post('fail');
    expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining('cosigns nothing')]);
    expect(faults).toHaveLength(1);
  });

  test('its key is public, and nothing else is there', async () => {
    expect(await (await fetch(`${url}/key`)).text()).toBe('w+00+AA\n');
    expect((await fetch(`${url}/witness/add-checkpoint`)).status).toBe(404);
    expect((await fetch(`${url}/seen`)).status).toBe(404);
  });
});

test('an environment that lacks something names all of it at once', () => {
  expect(() => readEnvironment({})).toThrow(/JUKI_WITNESS_NAME[\s\S]*JUKI_WATCHED_LOGS[\s\S]*JUKI_WITNESS_DIRECTORY/);
  const complete = { JUKI_WITNESS_NAME: 'w', JUKI_WITNESS_DIRECTORY: '/w', JUKI_WATCHED_LOGS: 'no-key' };
  expect(() => readEnvironment(complete)).toThrow('no verifier key of type 01');
});
