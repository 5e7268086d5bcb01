import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { JukiError } from '@juki/errors';
import type { LaunchOptions, System } from '@juki/launcher';
import { createFakeCli } from '../testing/fake-deps.ts';
import { announceSystem } from '../testing/fake-system.ts';

/** A launcher that starts nothing, and the stops that a person or a death may bring. */
function stage(more: { launch?: (options: LaunchOptions) => Promise<System>; people?: number } = {}) {
  const launched: LaunchOptions[] = [];
  const deaths: number[] = [];
  let stopped = 0;
  let stop: () => void = () => undefined;
  const given = {
    launch: async (options: LaunchOptions) => {
      launched.push(options);
      return more.launch ? more.launch(options) : systemOf(options);
    },
    onStop: (callback: () => void) => {
      stop = callback;
      return () => undefined;
    },
    die: (code: number) => void deaths.push(code),
  };
  const systemOf = ({ directory, people }: LaunchOptions): System =>
    // The command uses nothing else of a system.
    Object.assign(Object.create(null), {
      directory,
      keys: join(directory, 'keys'),
      gateway: 'http://127.0.0.1:4000',
      issuer: 'http://127.0.0.1:4001',
      people: more.people ?? people,
      loaded: more.people === undefined ? people : 0,
      logs: [
        {
          body: '000000',
          origin: 'juki.example/log/000000',
          url: 'http://127.0.0.1:4000/log/000000',
          verifierKeys: [],
          witnesses: [],
          quorum: 2,
          store: '',
        },
      ],
      stop: async () => {
        stopped += 1;
      },
    });
  return { given, launched, deaths, stop: () => stop(), stopped: () => stopped };
}

/** Resolves when the command has answered. */
async function answered(out: () => string): Promise<void> {
  while (out() === '') await new Promise((resolve) => setImmediate(resolve));
}

async function started(parts: ReturnType<typeof stage>, ...args: string[]) {
  let out = '';
  const write = (text: string) => {
    out += text;
  };
  const cli = await createFakeCli({ ...parts.given, write });
  const running = cli.run('start', ...args);
  await answered(() => out);
  return { cli, running, out: () => out };
}

describe('juki start', () => {
  test('says where to go and what to try, is known while it runs, and stops when asked', async () => {
    const parts = stage();
    const { cli, running, out } = await started(parts);
    expect(out()).toContain('Ready. 3,000 synthetic residents');
    expect(out()).toContain('http://127.0.0.1:4000/graphql');
    expect(out()).toContain('npx juki token --operator osaka-education-officer');
    expect(out()).toContain('-d @.juki/4000/examples/withheld-numbers.json');
    expect(out()).toContain('npx juki audit verify');
    const word = JSON.parse(await readFile(join(cli.deps.systems, '4000', 'system.json'), 'utf8'));
    expect(word).toMatchObject({ processId: 4711, gateway: 'http://127.0.0.1:4000' });
    parts.stop();
    expect(await running).toMatchObject({ code: 0, said: 'Starting …\nStopping …\n' });
    expect(parts.stopped()).toBe(1);
    expect(await readdir(join(cli.deps.systems, '4000'))).toEqual(['logs']);
  });

  test('speaks Japanese where that is asked for', async () => {
    const parts = stage();
    const { running, out } = await started(parts, '--lang', 'ja');
    expect(out()).toContain('準備ができました');
    parts.stop();
    expect((await running).code).toBe(0);
  });

  test('ends at once when asked a second time', async () => {
    const parts = stage();
    const { running } = await started(parts);
    parts.stop();
    parts.stop();
    await running;
    expect(parts.deaths).toEqual([130]);
  });

  test('stops the rest and fails when a process dies, with what it said', async () => {
    const parts = stage();
    const { running } = await started(parts);
    parts.launched[0]?.onExit?.('municipal', 'KEY_UNKNOWN: no key');
    const { code, said } = await running;
    expect(code).toBe(1);
    expect(said).toContain('The municipal process ended by itself. It said:\n  KEY_UNKNOWN: no key');
    expect(said).toContain('logs/municipal.log');
    expect(parts.stopped()).toBe(1);
  });

  test('that is given up while it starts is no failure', async () => {
    const parts = stage({
      launch: ({ signal }) =>
        new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('given up')))),
    });
    const cli = await createFakeCli(parts.given);
    const running = cli.run('start');
    while (parts.launched.length === 0) await new Promise((resolve) => setImmediate(resolve));
    parts.stop();
    expect(await running).toMatchObject({ code: 0, out: '' });
  });

  test('that fails says why, and leaves no word of a running system', async () => {
    const parts = stage({
      launch: () => Promise.reject(new JukiError('CONFIGURATION_INVALID', 'Port 4000 is taken.')),
    });
    const cli = await createFakeCli(parts.given);
    expect(await cli.run('start')).toMatchObject({ code: 1, out: '', said: 'Starting …\nPort 4000 is taken.\n' });
    expect(await readdir(join(cli.deps.systems, '4000'))).toEqual(['logs']);
  });

  test('hands on port, people, level and what the processes inherit', async () => {
    const parts = stage();
    const { cli, running } = await started(parts, '--port', '5000', '--people', '7', '--log-level', 'info');
    expect(parts.launched[0]).toMatchObject({
      directory: join(cli.deps.systems, '5000'),
      port: 5000,
      people: 7,
      logLevel: 'info',
      inherited: { PATH: '/bin' },
    });
    parts.stop();
    await running;
  });

  test('says that it keeps the people who are there', async () => {
    const parts = stage({ people: 3000 });
    const { running } = await started(parts, '--people', '7');
    parts.stop();
    expect((await running).said).toContain('holds 3,000 people already');
  });

  test('writes what the processes say to files', async () => {
    const parts = stage();
    const { cli, running } = await started(parts);
    parts.launched[0]?.onOutput?.('gateway', 'a warning\n');
    parts.stop();
    await running;
    expect(await readFile(join(cli.deps.systems, '4000', 'logs', 'gateway.log'), 'utf8')).toBe('a warning\n');
  });

  test('refuses to start twice on one directory', async () => {
    const cli = await createFakeCli();
    await announceSystem(cli.deps);
    const { code, said } = await cli.run('start', '--reset');
    expect(code).toBe(1);
    expect(said).toMatch(/already runs there: http:\/\/127.0.0.1:4000 \(process 4711\)/);
  });

  test('refuses the service profile, and says what a body does instead', async () => {
    const environment = { profile: 'service', port: undefined, language: 'en', inherited: {} } as const;
    const { code, said } = await (await createFakeCli({ environment })).run('start');
    expect(code).toBe(1);
    expect(said).toContain('In the service profile a body starts the processes itself');
  });

  test('throws away what it made, and nothing else, when it is told to', async () => {
    const parts = stage({ launch: () => Promise.reject(new JukiError('CONFIGURATION_INVALID', 'far enough')) });
    const cli = await createFakeCli(parts.given);
    const directory = join(cli.deps.workingDirectory, 'mine');
    await mkdir(join(directory, 'data'), { recursive: true });
    await writeFile(join(directory, 'letter.txt'), 'dear');
    await cli.run('start', '--directory', directory);
    expect((await readdir(directory)).sort()).toEqual(['data', 'letter.txt', 'logs']);
    await cli.run('start', '--directory', directory, '--reset');
    expect((await readdir(directory)).sort()).toEqual(['letter.txt', 'logs']);
  });
});
