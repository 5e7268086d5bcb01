import { fork } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { Pool } from 'undici';
import { shopQueries } from '../fixtures/shop/queries.ts';
import { serveShop } from '../fixtures/shop/serve-shop.ts';
import type { ContestantName } from './contestant.ts';

/**
 * The same supergraph behind plain @apollo/gateway and behind ours with authorisation, grants and durable audit on,
 * interleaved in one run. Numbers are ratios within the run: the machine is noisy, and another one is another machine.
 * This process makes the load and answers as the subgraphs; each contestant is a process of its own.
 *
 *   npm run bench:gateway -w @juki/test [-- --rounds 5 --seconds 2]
 */

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, seconds: { type: 'string', default: '2' } },
});
const rounds = Number(values.rounds);
const roundMs = Number(values.seconds) * 1000;
const concurrency = 16;

interface Measured {
  readonly perSecond: number;
  readonly cpuMs: number;
  readonly p50: number;
  readonly p99: number;
  readonly calls: number;
}

const names: readonly ContestantName[] = ['plain', 'ours', 'ours-without-audit'];
const shop = await serveShop();
const contestants = await Promise.all(names.map(async (name) => ({ name, ...(await contestant(name)) })));

console.log('query    contestant            requests/s   × plain   CPU ms/request   p50 ms   p99 ms   calls/request');
for (const [query, text] of Object.entries(shopQueries)) {
  for (const each of contestants) await measure(each, text, 500);
  const results = new Map<ContestantName, Measured[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const each of contestants) results.get(each.name)?.push(await measure(each, text, roundMs));
  }
  const plain = median((results.get('plain') ?? []).map(({ perSecond }) => perSecond));
  for (const name of names) {
    const of = (key: keyof Measured) => median((results.get(name) ?? []).map((it) => it[key]));
    const cells = [
      of('perSecond').toFixed(0),
      (of('perSecond') / plain).toFixed(2),
      of('cpuMs').toFixed(3),
      of('p50').toFixed(2),
      of('p99').toFixed(2),
      of('calls').toFixed(1),
    ];
    console.log(
      `${query.padEnd(8)} ${name.padEnd(21)} ${cells.map((cell, index) => cell.padStart([10, 9, 16, 8, 8, 15][index] ?? 8)).join(' ')}`,
    );
  }
}
for (const { child, pool } of contestants) {
  await pool.close();
  child.send('stop');
  await once(child, 'exit');
}
await shop.close();

async function contestant(name: ContestantName) {
  const child = fork(new URL('./contestant.js', import.meta.url), [name], { execArgv: ['--no-warnings'] });
  child.send({ supergraphSdl: shop.supergraphSdl, addresses: [...shop.addresses] });
  const [{ port }] = await once(child, 'message');
  return { child, pool: new Pool(`http://127.0.0.1:${port}`, { connections: concurrency }) };
}

async function measure({ child, pool }: (typeof contestants)[number], query: string, forMs: number): Promise<Measured> {
  const body = JSON.stringify({ query });
  const headers = {
    'content-type': 'application/json',
    authorization: 'Bearer a.b.c',
    'juki-purpose': 'consistency-check',
  };
  const took: number[] = [];
  const before = await cpu(child);
  shop.wire.length = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (performance.now() - started < forMs) {
        const at = performance.now();
        const { statusCode, body: reply } = await pool.request({ method: 'POST', path: '/graphql', headers, body });
        const text = await reply.text();
        if (statusCode !== 200 || !text.startsWith('{"data":{') || text.includes('"errors"'))
          throw new Error(text.slice(0, 500));
        took.push(performance.now() - at);
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  const used = (await cpu(child)) - before;
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.floor(took.length * share)] ?? 0;
  return {
    perSecond: took.length / seconds,
    cpuMs: used / took.length,
    p50: at(0.5),
    p99: at(0.99),
    calls: shop.wire.length / took.length,
  };
}

/** Milliseconds of processor time that a contestant has used. */
async function cpu(child: (typeof contestants)[number]['child']): Promise<number> {
  child.send('cpu');
  const [{ cpuMs }] = await once(child, 'message');
  return cpuMs;
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
