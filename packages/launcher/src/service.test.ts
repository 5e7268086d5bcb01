import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { freePorts } from './free-ports.ts';
import { createService, type Service } from './service.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'juki-service-'));
});
afterAll(() => rm(folder, { recursive: true }));

const started: Service[] = [];
afterEach(async () => {
  for (const service of started.splice(0)) await service.kill();
});

/** A service from a few lines of script, and what it told of its end. */
async function serviceOf(script: string) {
  const [port = 0] = await freePorts(1);
  const file = join(folder, `${port}.mjs`);
  await writeFile(file, script);
  const exits: string[] = [];
  const service = createService({
    name: 'municipal',
    script: file,
    port,
    environment: { WORD: 'given' },
    readyPath: '/readyz',
    onExit: (_, said) => exits.push(said),
    onOutput: () => undefined,
  });
  started.push(service);
  return { service, exits };
}

const serves = `import { createServer } from 'node:http';
  createServer((_, response) => response.end(JSON.stringify(process.env))).listen(process.env.PORT, '127.0.0.1');`;

describe('a service', () => {
  test('gets its own settings and nothing of ours', async () => {
    const { service } = await serviceOf(serves);
    await service.start();
    const environment = await (await fetch(`${service.url}/readyz`)).json();
    expect(environment).toEqual({ WORD: 'given', PORT: new URL(service.url).port });
  });

  test('that ends when asked is no surprise, and starts again on its port', async () => {
    const { service, exits } = await serviceOf(serves);
    await service.start();
    const first = service.pid;
    await service.stop();
    expect(service.pid).toBeUndefined();
    await service.start();
    expect(service.pid).not.toBe(first);
    await service.kill();
    expect(exits).toEqual([]);
  });

  test('that dies before it is ready is reported with what it said, once', async () => {
    const { service, exits } = await serviceOf("console.error('KEY_UNKNOWN: no key'); process.exitCode = 1;");
    await expect(service.start()).rejects.toMatchObject({
      code: 'CONFIGURATION_INVALID',
      message: expect.stringContaining('KEY_UNKNOWN: no key'),
    });
    expect(exits).toEqual([]);
  });

  test('that dies later tells so, with its last words', async () => {
    const { service, exits } = await serviceOf(
      `${serves} setTimeout(() => { console.error('the disk is full'); process.exit(1); }, 300);`,
    );
    await service.start();
    while (exits.length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(exits).toEqual(['the disk is full']);
    expect(service.pid).toBeUndefined();
  });

  test('that is stopped while it starts gives up', async () => {
    const { service, exits } = await serviceOf('setInterval(() => undefined, 1000);');
    const starting = service.start();
    await Promise.all([expect(starting).rejects.toThrow(/stopped before it was ready/), service.stop()]);
    expect(exits).toEqual([]);
  });
});
