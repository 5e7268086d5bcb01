import { createServer, type Server } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { logOrigin } from '../note/checkpoint.ts';
import { type AuditStore, startAuditStore } from '../testing/audit-store.ts';
import { makeSigner, sha256, verifySignature } from '../testing/crypto.ts';
import { makeRecord } from '../testing/make-record.ts';
import { createMemoryWitnessStore } from '../testing/memory-witness-store.ts';
import { verifyLog } from '../verify/verify-log.ts';
import { createWitness, type Witness } from '../witness/create-witness.ts';
import { keepLogs, type LogKeeper, type LogTrouble } from './keep-logs.ts';

/** The logs of one process with two witnesses over HTTP, which the tests can silence, and a clock that they move. */

const body = '270008';
const origin = logOrigin('juki.example', body);
const signer = makeSigner(origin);
const cosigners = [makeSigner('w/1'), makeSigner('w/2')] as const;
let store: AuditStore;
let servers: readonly [WitnessServer, WitnessServer];
let keeper: LogKeeper;
let troubles: LogTrouble[];
let ahead = 0;

const emptied = 'TRUNCATE record, opening, grant_use, leaf, tile, tree_state, checkpoint, cosignature, witnessed_head';
const clock = () => Date.now() + ahead;

interface WitnessServer {
  readonly server: Server;
  readonly url: string;
  behaviour: 'honest' | 'silent' | 'lying';
}

/** The line of a witness with one digit of its signature changed. */
function lie(line: Uint8Array): string {
  const text = Buffer.from(line).toString('utf8');
  const at = text.lastIndexOf(' ') + 40;
  return text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
}

async function startWitness(key: ReturnType<typeof makeSigner>): Promise<WitnessServer> {
  const witness: Witness = createWitness({
    logs: [signer],
    signer: key,
    store: createMemoryWitnessStore(),
    clock,
    sha256,
    verifySignature,
  });
  const made: { behaviour: WitnessServer['behaviour'] } = { behaviour: 'honest' };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    if (made.behaviour === 'silent') {
      response.destroy();
      return;
    }
    const answer = await witness.addCheckpoint(Buffer.concat(chunks).toString('utf8'));
    response.writeHead(answer.status, { 'content-type': answer.contentType });
    response.end(made.behaviour === 'lying' ? lie(answer.body) : answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('it listens on a port');
  return Object.assign(made, { server, url: `http://127.0.0.1:${address.port}` });
}

beforeAll(async () => {
  store = await startAuditStore();
});
beforeEach(async () => {
  ahead = 0;
  troubles = [];
  await store.admin(
    'TRUNCATE record, opening, grant_use, leaf, tile, tree_state, checkpoint, cosignature, witnessed_head',
  );
  servers = [await startWitness(cosigners[0]), await startWitness(cosigners[1])];
  keeper = keepLogs({
    urls: store.urls,
    bodies: [body],
    signerFor: () => signer,
    witnessing: {
      witnesses: servers.map(({ url }, index) => ({ url, key: cosigners[index] ?? signer })),
      quorum: 2,
      self: { name: 'w/self', watched: [makeSigner('juki.example/log/jlis')] },
    },
    cosigner: () => makeSigner('w/self'),
    clock,
    onTrouble: (trouble) => troubles.push(trouble),
  });
  keeper.start();
});
afterEach(async () => {
  await keeper.close();
  for (const { server } of servers) {
    server.closeAllConnections();
    server.close();
  }
});
afterAll(() => store.stop());

const append = (changes = {}) => keeper.writer.append([makeRecord({ body, ...changes })]);

/** Resolves when the witnesses have seen so many entries. */
async function witnessed(size: number): Promise<void> {
  await until(async () => (await heads('witnessed-checkpoint')) === size);
}

async function heads(file: string): Promise<number> {
  const { body: bytes } = await keeper.published(`/log/${body}/${file}`);
  return Number(Buffer.from(bytes).toString('utf8').split('\n')[1]);
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it did not come about in ten seconds');
}

test('every checkpoint is cosigned by both, published with their lines, and verifies for a stranger who trusts them', async () => {
  await append();
  await witnessed(1);
  await append();
  await witnessed(2);
  const report = await verifyLog(
    {
      get: async (path) => {
        const { status, body: bytes } = await keeper.published(`/log/${body}/${path}`);
        return status === 200 ? bytes : null;
      },
    },
    { sha256, verifySignature, origin, body, keys: [signer], witnesses: { keys: cosigners, quorum: 2 } },
  );
  expect(report).toMatchObject({
    verdict: 'sound',
    entries: 2,
    witnessed: { size: 2, by: [{ name: 'w/1' }, { name: 'w/2' }] },
  });
  expect(troubles).toEqual([]);
});

describe('without its witnesses', () => {
  test('a log is told of after five seconds, and takes no disclosure after a minute, until they have seen it', async () => {
    await append();
    await witnessed(1);
    for (const server of servers) server.behaviour = 'silent';
    await append();
    await until(async () => (await heads('checkpoint')) === 2);
    await until(() => troubles.some(({ kind }) => kind === 'witness-failed'));
    expect(troubles.map(({ kind }) => kind)).not.toContain('unwitnessed');

    ahead = 5_500;
    await until(() => troubles.some(({ kind }) => kind === 'unwitnessed'));
    await append();

    ahead = 61_000;
    await until(() => keeper.window.age(body) >= 60_000);
    for (const phase of ['intent', 'outcome'] as const) {
      await expect(append({ phase })).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
    }
    await expect(
      append({ phase: 'refused', subject: null, coordinates: [], refusal: 'AUDIT_UNAVAILABLE' }),
    ).resolves.toHaveLength(1);

    for (const server of servers) server.behaviour = 'honest';
    await until(() => keeper.window.age(body) < 5_000);
    await expect(append()).resolves.toHaveLength(1);
    await witnessed(5);
  }, 20_000);

  test('the quorum decides: one of two that is silent, or that lies, is one too few', async () => {
    await append();
    await witnessed(1);
    for (const behaviour of ['silent', 'lying'] as const) {
      servers[0].behaviour = behaviour;
      const size = await heads('checkpoint');
      await append();
      await until(async () => (await heads('checkpoint')) === size + 1);
      await until(() => troubles.some((trouble) => trouble.kind === 'witness-failed' && trouble.witness === 'w/1'));
      expect(await heads('witnessed-checkpoint')).toBe(size);
      servers[0].behaviour = 'honest';
      troubles.length = 0;
      await witnessed(size + 1);
    }
  }, 20_000);
});

test('a store that was put back to an old copy and goes on from there is not cosigned again', async () => {
  await append();
  await witnessed(1);
  await append();
  await witnessed(2);
  await store.admin(emptied);
  await append();
  await append();
  await until(async () => (await heads('checkpoint')) === 2);
  await until(() => troubles.filter(({ kind }) => kind === 'witness-failed').length === 2);
  expect((await keeper.published(`/log/${body}/witnessed-checkpoint`)).status).toBe(404);
  expect(keeper.window.age(body)).toBeGreaterThan(0);
}, 20_000);
