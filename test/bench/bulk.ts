import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createBulkOperations, fetchResult, makeRequest, runJob } from '@juki/bulk-provision/terminal';
import { createClient } from '@juki/client';
import { openDirectoryStore } from '@juki/exchange-files';
import { defaultMunicipalities, residents } from '@juki/residents';
import { startTestSystem } from '@juki/testing';

/**
 * 一括提供 end to end: a request file of many rows, asked by a terminal through the gateway, a record durable for each
 * person, the result sealed, put into the folder, received and opened. Real processes on one machine.
 *
 *   npm run bench:bulk -w @juki/test [-- --rows 100000 --people 20000 --chunk 500 --ahead 3]
 */

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '100000' },
    people: { type: 'string', default: '20000' },
    chunk: { type: 'string', default: '500' },
    ahead: { type: 'string', default: '3' },
  },
});
const [rows, people] = [Number(values.rows), Number(values.people)];
const operator = 'osaka-education-officer';

const system = await startTestSystem({ people });
try {
  await measure();
} finally {
  await system.remove();
}

async function measure(): Promise<void> {
  const folder = await mkdtemp(join(system.directory, 'bench-'));
  const store = await openDirectoryStore({ folder, consumer: 'terminal' });
  const table = join(folder, 'table.csv');
  await writeTable(table);
  const { head, content } = await makeRequest({
    table: () => createReadStream(table),
    encoding: 'utf-8',
    head: {
      ...{ job: randomUUID(), requester: operator, purpose: 'juki-b6-2', case: 'R8-0001', profile: 'inquiry' },
      ...{ expiresAt: inHours(2), eraseBy: inHours(24) },
    },
  });
  await store.put('incoming', 'bulk.csv', content);
  let token = { text: '', until: 0 };
  const client = createClient({
    gateway: system.gateway,
    async authorization() {
      if (token.until < Date.now()) {
        token = { text: (await system.operator(operator)).token ?? '', until: Date.now() + 300_000 };
      }
      return `Bearer ${token.text}`;
    },
  });
  const operations = createBulkOperations(client, 'prefectural');
  const pids = {
    terminal: process.pid,
    gateway: system.services.gateway.pid,
    prefectural: system.services.prefectural.pid,
  };
  const memory: Record<string, number[]> = {};
  const cpuBefore = await cpuOf(pids);
  const started = performance.now();
  let seen = 0;
  const outcome = await runJob({
    ...{ store, operations, tier: 'prefectural', operator, secondPerson: 'osaka-network-officer' },
    work: join(folder, 'work'),
    chunkRows: Number(values.chunk),
    ahead: Number(values.ahead),
    clock: Date.now,
    pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    async onProgress({ done }) {
      if (done < seen) return;
      seen += rows / 10;
      for (const [name, pid] of Object.entries(pids)) {
        memory[name] = [...(memory[name] ?? []), await residentMegabytes(pid)];
      }
    },
  });
  const seconds = (performance.now() - started) / 1000;
  if (outcome.kind !== 'answered') throw new Error(JSON.stringify(outcome));
  const cpuAfter = await cpuOf(pids);
  const fetched = await fetchResult(store, operations, head.job);
  console.log(
    `${outcome.rows} rows, ${outcome.found} found, ${seconds.toFixed(1)} s, ${(rows / seconds).toFixed(0)} rows/s`,
  );
  console.log(`received and opened: ${fetched.rows} rows`);
  for (const [name, taken] of Object.entries(memory)) {
    const cpu = ((cpuAfter[name] ?? 0) - (cpuBefore[name] ?? 0)).toFixed(1);
    console.log(
      `${name.padEnd(12)} ${taken.map((megabytes) => megabytes.toFixed(0)).join(' ')} MB at each tenth; CPU ${cpu} s`,
    );
  }
}

/** Everybody who stands in 大阪府 today, again and again, and one in twenty who does not exist. */
async function writeTable(path: string): Promise<void> {
  const osaka: string[] = [];
  for (const { latest } of residents({ people, municipalities: defaultMunicipalities })) {
    const { municipalityCode, changeKind, name, birthDate, sex, address } = latest;
    if (!municipalityCode.startsWith('27') || changeKind === 'DELETION') continue;
    osaka.push([name, birthDate, sex, address].map((text) => `"${text}"`).join(','));
  }
  const file = await open(path, 'w');
  await file.write('rowKey,name,birthDate,sex,address\n');
  for (let row = 0; row < rows; row += 1) {
    const person =
      row % 20 === 19 ? '"不在 太郎","1950-01-01","MALE","大阪府豊中市なし町1"' : osaka[row % osaka.length];
    await file.write(`B-${row},${person}\n`);
  }
  await file.close();
}

function inHours(hours: number): string {
  return new Date(Date.now() + hours * 3_600_000).toISOString();
}

async function residentMegabytes(pid: number | undefined): Promise<number> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(text)?.[1] ?? 0) / 1024;
}

async function cpuOf(pids: Readonly<Record<string, number | undefined>>): Promise<Record<string, number>> {
  const entries = Object.entries(pids).map(async ([name, pid]): Promise<[string, number]> => {
    const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
    return [name, (Number(fields[11]) + Number(fields[12])) / 100];
  });
  return Object.fromEntries(await Promise.all(entries));
}
