import { link, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openDirectoryStore } from './directory-store.ts';
import { takeNext } from './take-next.ts';
import { readWhole, storeBehaviour, textOf } from './testing/store-behaviour.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'juki-exchange-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const open = (consumer = 'terminal') => openDirectoryStore({ folder, consumer });

describe('a directory as store', () => {
  storeBehaviour((consumer) => open(consumer));

  test('shows no file that is still being written, and forgets one whose writer failed', async () => {
    const store = await open();
    const failing = async function* () {
      yield Buffer.from('half');
      expect((await store.list('incoming')).files).toEqual([]);
      throw new Error('the writer died');
    };
    await expect(store.put('incoming', 'a.csv', failing())).rejects.toThrow('the writer died');
    expect(await readdir(join(folder, 'incoming'))).toEqual([]);
  });

  test('touches no link, no hard link, no folder and no name that is a path', async () => {
    const store = await open();
    await writeFile(join(folder, 'secret'), 'of somebody else');
    await symlink(join(folder, 'secret'), join(folder, 'incoming', 'soft.csv'));
    await link(join(folder, 'secret'), join(folder, 'incoming', 'hard.csv'));
    await writeFile(join(folder, 'incoming', 'a b.csv'), '');
    const { files, refused } = await store.list('incoming');
    expect(files).toEqual([]);
    expect(refused).toEqual([
      { name: 'a b.csv', reason: 'NAME' },
      { name: 'hard.csv', reason: 'LINKED' },
      { name: 'soft.csv', reason: 'LINKED' },
    ]);
    expect(await takeNext(store)).toBeUndefined();
    await expect(readWhole(store, 'incoming', 'soft.csv')).rejects.toMatchObject({ code: 'EXCHANGE_FILE_REFUSED' });
    await expect(readWhole(store, 'incoming', 'hard.csv')).rejects.toMatchObject({ code: 'EXCHANGE_FILE_REFUSED' });
    await expect(store.move('soft.csv', 'incoming', 'taken')).rejects.toMatchObject({ code: 'EXCHANGE_FILE_REFUSED' });
    await expect(readWhole(store, 'incoming', '../secret')).rejects.toMatchObject({ code: 'EXCHANGE_FILE_REFUSED' });
  });

  test('touches no file of another user', async () => {
    const store = await open();
    await store.put('incoming', 'mine.csv', textOf('1'));
    const stranger = await openDirectoryStore({ folder, consumer: 'other', owners: [987_654] });
    expect((await stranger.list('incoming')).refused).toEqual([{ name: 'mine.csv', reason: 'OWNER' }]);
    await expect(readWhole(stranger, 'incoming', 'mine.csv')).rejects.toMatchObject({ code: 'EXCHANGE_FILE_REFUSED' });
  });

  test('does not open a folder that is a link', async () => {
    await symlink(tmpdir(), join(folder, 'incoming'));
    await expect(open()).rejects.toMatchObject({ code: 'EXCHANGE_FILE_REFUSED' });
  });
});
