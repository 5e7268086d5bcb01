import { describe, expect, test } from '@jest/globals';
import { createFakeCli } from '../testing/fake-deps.ts';
import { announceSystem } from '../testing/fake-system.ts';
import { findSystem } from './find-system.ts';

describe('the system that is meant', () => {
  test('is nobody where none runs, and the message says how to start one', async () => {
    const { deps } = await createFakeCli();
    await expect(findSystem({}, deps)).rejects.toMatchObject({
      code: 'CONFIGURATION_INVALID',
      message: 'No system runs on .juki/4000. Start one: npm start',
    });
  });

  test('is the usual one, whatever else runs', async () => {
    const { deps } = await createFakeCli();
    await announceSystem(deps, { port: 5000 });
    await announceSystem(deps, { port: 4000 });
    expect((await findSystem({}, deps)).gateway).toBe('http://127.0.0.1:4000');
    expect((await findSystem({ port: 5000 }, deps)).gateway).toBe('http://127.0.0.1:5000');
  });

  test('is the only one, unless another was asked for', async () => {
    const { deps } = await createFakeCli();
    await announceSystem(deps, { port: 5000 });
    expect((await findSystem({}, deps)).gateway).toBe('http://127.0.0.1:5000');
    await expect(findSystem({ port: 4000 }, deps)).rejects.toThrow(/No system runs on .juki\/4000. Running: .*5000/);
  });

  test('must be named where several run', async () => {
    const { deps } = await createFakeCli();
    await announceSystem(deps, { port: 5000 });
    await announceSystem(deps, { port: 6000 });
    await expect(findSystem({}, deps)).rejects.toThrow(/Name one with --port or --directory/);
  });

  test('is not one that died without a word', async () => {
    const { deps } = await createFakeCli();
    const directory = await announceSystem(deps, { alive: false });
    await expect(findSystem({ directory }, deps)).rejects.toThrow(/No system runs/);
  });
});
