import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { inRepository } from '@juki/launcher';
import { cast } from './people.ts';

/** `npm start` as a person meets it: what it prints, what the printed commands do, and that it leaves nothing behind. */

const juki = [process.execPath, inRepository('packages/cli/bin/juki.mjs'), 'start'];
const npmStart = ['npm', 'start', '--silent', '--'];
const environment = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '/tmp', LC_ALL: 'C.UTF-8' };
const hanako = cast.toyonakaMover.latest;

let ports: readonly number[];
const port = (place: 0 | 1 | 2) => ports[place] ?? 0;
const running = new Set<ChildProcess>();

beforeAll(async () => {
  ports = await freePorts();
});
afterAll(async () => {
  for (const { pid } of running) if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  for (const each of ports) await rm(inRepository(`.juki/${each}`), { recursive: true, force: true });
});

interface Started {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly said: () => string;
  /** Resolves when it has said that it is ready, and throws if it ends before. */
  ready(): Promise<void>;
  /** What Ctrl-C in a terminal does: SIGINT to the whole group. Resolves with how it ended. */
  interrupt(): Promise<number | string | null>;
}

function start(command: readonly string[], ...args: readonly string[]): Started {
  const [program = '', ...rest] = [...command, ...args];
  const child = spawn(program, rest, { cwd: inRepository('.'), env: environment, detached: true });
  running.add(child);
  child.once('close', () => running.delete(child));
  let [out, said] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  return {
    child,
    out: () => out,
    said: () => said,
    async ready() {
      while (!out.includes('Ctrl-C stops it')) {
        if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${out}${said}`);
        await pause(50);
      }
    },
    async interrupt() {
      const ended = once(child, 'close');
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
      await ended;
      return child.exitCode ?? child.signalCode;
    },
  };
}

/** The commands of a ready block, as they would be copied. */
function commandsOf(block: string): readonly string[] {
  const [, tries = ''] = block.split('To try, in another terminal:');
  return tries
    .split('\n\n')
    .map((part) => part.split('\n').filter((line) => line.startsWith('  ') && !line.startsWith('  #')))
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'));
}

function shell(command: string) {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], {
    cwd: inRepository('.'),
    env: environment,
    encoding: 'utf8',
    timeout: 30_000,
  });
  return { status, out: stdout, said: stderr };
}

describe('npm start', () => {
  let first: Started;
  let second: Started;

  test('says once that it is ready, and where to go', async () => {
    first = start(npmStart, '--port', String(port(0)), '--people', '300');
    await first.ready();
    expect(first.out().match(/Ready\./g)).toHaveLength(1);
    expect(first.out()).toContain(`http://127.0.0.1:${port(0)}/graphql`);
    expect(first.out()).not.toContain('undefined');
    expect((await fetch(`http://127.0.0.1:${port(0)}/readyz`)).status).toBe(200);
  }, 120_000);

  test('prints three commands that work as they are copied into a shell', () => {
    const [search = '', closed = '', verify = '', ...more] = commandsOf(first.out());
    expect(more).toEqual([]);
    const answer = shell(search);
    expect(answer.status).toBe(0);
    const { data, errors } = JSON.parse(answer.out);
    expect(data.prefecturalSearch.people[0].prefecturalRecord).toMatchObject({ name: hanako.name, residentCode: null });
    expect(errors).toHaveLength(2);

    const nothing = JSON.parse(shell(closed).out);
    expect(nothing.data).toEqual({ prefecturalSearch: null });
    expect(nothing.errors[0].message).toContain('住民基本台帳法30条の15');

    const verified = shell(verify);
    expect([verified.status, verified.out]).toEqual([0, expect.stringContaining('VERIFIED: all logs (11) are sound.')]);
  }, 60_000);

  test('runs a second time on another port, beside the first', async () => {
    second = start(juki, '--port', String(port(1)), '--people', '300');
    await second.ready();
    const answers = await Promise.all([0, 1].map((place) => fetch(`http://127.0.0.1:${ports[place]}/readyz`)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const { status, out } = shell(`npx juki token --operator analyst --port ${port(1)}`);
    expect([status, out.split('.').length]).toEqual([0, 3]);
  }, 60_000);

  test('where it runs already, says so and what to do', async () => {
    const again = start(juki, '--port', String(port(0)));
    await once(again.child, 'close');
    expect(again.child.exitCode).toBe(1);
    expect(again.said()).toContain(`A system already runs there: http://127.0.0.1:${port(0)}`);
  }, 30_000);

  test('where another program has the port, says so and what to do, and leaves nothing behind', async () => {
    const server = await occupy(port(2));
    const refused = start(juki, '--port', String(port(2)), '--people', '300');
    await once(refused.child, 'close');
    server.close();
    expect([refused.child.exitCode, refused.out()]).toEqual([1, '']);
    expect(refused.said()).toContain(`Port ${port(2)} of 127.0.0.1 cannot be used`);
    expect(refused.said()).toContain('--port');
  }, 30_000);

  test('Ctrl-C stops everything: gateway, tiers, identity provider and both PostgreSQL servers', async () => {
    const processes = [first, second].map(({ child }) => descendantsOf(child.pid ?? 0));
    for (const each of processes) expect(each.filter(({ command }) => /postgres.*-D/.test(command))).toHaveLength(2);
    const before = performance.now();
    // The shell in which npm runs a script ends by the signal itself, as everything does that Ctrl-C ends.
    expect(await Promise.all([first.interrupt(), second.interrupt()])).toEqual(['SIGINT', 0]);
    expect(performance.now() - before).toBeLessThan(10_000);
    expect(processes.flat().filter(isStill)).toEqual([]);
    expect(first.said()).toContain('Stopping');
  }, 30_000);

  test('finds the same data at the next start, and the log that was verified before', async () => {
    first = start(juki, '--port', String(port(0)));
    await first.ready();
    expect(first.out()).toContain('300 synthetic residents');
    const [search = '', , verify = ''] = commandsOf(first.out());
    expect(shell(search).out).toContain(hanako.name);
    const { status, out } = shell(`${verify} --json`);
    const report: readonly { body: string; consistentWith: readonly unknown[] }[] = JSON.parse(out);
    expect([status, report.map(({ consistentWith }) => consistentWith.length > 0)]).toEqual([
      0,
      report.map(() => true),
    ]);
  }, 60_000);

  test('killed by SIGKILL, takes everything that it started with it', async () => {
    const processes = descendantsOf(first.child.pid ?? 0);
    expect(processes.length).toBeGreaterThan(6);
    first.child.kill('SIGKILL');
    const deadline = performance.now() + 15_000;
    while (processes.some(isStill) && performance.now() < deadline) await pause(50);
    expect(processes.filter(isStill)).toEqual([]);
  }, 30_000);
});

interface Process {
  readonly pid: number;
  readonly command: string;
}

/** Every process below one, from the table of the kernel. */
function descendantsOf(pid: number): readonly Process[] {
  const parents = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const parent = /\) \S (\d+)/.exec(read(`/proc/${name}/stat`))?.[1];
    if (parent === undefined) continue;
    parents.set(Number(parent), [...(parents.get(Number(parent)) ?? []), Number(name)]);
  }
  const below = (one: number): readonly number[] =>
    (parents.get(one) ?? []).flatMap((child) => [child, ...below(child)]);
  return below(pid).map((child) => ({ pid: child, command: commandOf(child) }));
}

function isStill({ pid, command }: Process): boolean {
  return !/\) Z /.test(read(`/proc/${pid}/stat`)) && commandOf(pid) === command && command !== '';
}

function commandOf(pid: number): string {
  return read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim();
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

async function freePorts(): Promise<readonly number[]> {
  const servers = await Promise.all([occupy(0), occupy(0), occupy(0)]);
  const found = servers.map((server) => {
    const address = server.address();
    return typeof address === 'object' && address ? address.port : 0;
  });
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return found;
}

function occupy(at: number): Promise<Server> {
  const server = createServer();
  return new Promise((resolve) => server.listen(at, '127.0.0.1', () => resolve(server)));
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
