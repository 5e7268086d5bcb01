import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { binariesAt } from './binaries.ts';
import { placeBinaries, placeData } from './place.ts';

const stranger = { name: 'nobody', uid: 65_534, gid: 65_534 };
let home = '';
let refuge = '';

beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'juki-home-'));
  refuge = path.join(tmpdir(), `juki-refuge-${path.basename(home)}`);
});
afterEach(async () => {
  await rm(home, { recursive: true, force: true });
  await rm(refuge, { recursive: true, force: true });
});

test('data stays where it was asked for when the server runs as ourselves', async () => {
  expect(await placeData(path.join(home, 'data'), undefined, refuge)).toBe(path.join(home, 'data'));
});

test('data stays where it was asked for when the account of the server can go there', async () => {
  expect(await placeData(path.join(tmpdir(), 'juki-data'), stranger, refuge)).toBe(path.join(tmpdir(), 'juki-data'));
});

test('data in a closed home goes to the refuge, to the same place at every start, until the note is removed', async () => {
  const asked = path.join(home, 'data');
  const first = await placeData(asked, stranger, refuge);
  expect(path.dirname(first)).toBe(refuge);
  expect(await placeData(asked, stranger, refuge)).toBe(first);
  await rm(asked, { recursive: true });
  expect(await placeData(asked, stranger, refuge)).not.toBe(first);
});

test('programs in a closed home are copied, once', async () => {
  await mkdir(path.join(home, 'bin'));
  await writeFile(path.join(home, 'bin', 'postgres'), 'program');
  const placed = await placeBinaries(binariesAt(home), stranger, refuge);
  expect(path.dirname(placed.home)).toBe(refuge);
  expect(await readFile(placed.postgres, 'utf8')).toBe('program');
  expect(await placeBinaries(binariesAt(home), stranger, refuge)).toEqual(placed);
});

test('a refuge that is closed too is an error that says what to do', async () => {
  await expect(placeData(path.join(home, 'data'), stranger, path.join(home, 'refuge'))).rejects.toMatchObject({
    code: 'DATABASE_UNAVAILABLE',
    message: expect.stringContaining('start as an ordinary user'),
  });
});
