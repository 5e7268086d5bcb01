import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { removeCluster } from './remove-cluster.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'juki-remove-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function noted(place: string): Promise<string> {
  const data = path.join(folder, 'data');
  await mkdir(data, { recursive: true });
  await mkdir(place, { recursive: true });
  await writeFile(path.join(data, 'location'), `${place}\n`);
  return data;
}

test('removes the folder and the place to which its note leads', async () => {
  const refuge = path.join(folder, 'refuge');
  const place = path.join(refuge, 'data-1');
  const data = await noted(place);
  await removeCluster(data, refuge);
  expect([data, place].map((at) => existsSync(at))).toEqual([false, false]);
});

test('but no place that a start could not have written into the note', async () => {
  const refuge = path.join(folder, 'refuge');
  for (const place of [
    path.join(folder, 'mine'),
    path.join(refuge, 'postgres-x64'),
    path.join(refuge, 'data-1', 'x'),
  ]) {
    await removeCluster(await noted(place), refuge);
    expect(existsSync(place)).toBe(true);
  }
});

test('a folder that was never started is no fault', async () => {
  await expect(removeCluster(path.join(folder, 'nothing'))).resolves.toBeUndefined();
});
