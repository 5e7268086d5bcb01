import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createPool, type EmbeddedPostgres, migrate } from '@juki/database';
import { temporaryPostgres } from '@juki/database/testing';
import { createMediaLedger } from './create-media-ledger.ts';
import { eraseDue } from './erase-due.ts';
import type { MediumEntry } from './medium-entry.ts';
import { removeFromFolder } from './remove-from-folder.ts';

let postgres: EmbeddedPostgres;
let pool: ReturnType<typeof createPool>;
let folder: string;
beforeAll(async () => {
  postgres = await temporaryPostgres({ databases: ['prefectural'], durable: false });
  const url = postgres.url('prefectural');
  await migrate(url, path.resolve(import.meta.dirname, '../../../prisma/prefectural/migrations'));
  pool = createPool(url);
  folder = await mkdtemp(path.join(tmpdir(), 'juki-media-'));
}, 60_000);
afterAll(async () => {
  await pool.end();
  await postgres.stop();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  await pool.query('TRUNCATE medium_entry');
});

const now = Date.UTC(2026, 10, 21);
const day = 86_400_000;
const entry: MediumEntry = {
  ...{
    body: '270008',
    key: 'print-1',
    medium: 'disclosure-7',
    act: 'PRINTED',
    kind: 'PAPER',
    content: 'disclosure-answer',
  },
  ...{ purpose: 'juki-disclosure', case: null, subjects: 1, sha256: 'ab'.repeat(32), place: 'cabinet 3' },
  ...{
    operator: 'officer',
    agency: 'osaka-network',
    secondPerson: 'manager',
    enteredAt: now,
    dueAt: now + day,
    request: 'r-1',
  },
};
const file: MediumEntry = {
  ...entry,
  ...{ key: 'file-1', medium: 'file-1', act: 'ISSUED', kind: 'FILE', place: 'folder:270008/agency/results/a.sealed' },
};

describe('an entry', () => {
  test('stands once however often it is sent, and its key makes no other', async () => {
    const ledger = createMediaLedger(pool);
    expect(await ledger.record(entry)).toBe('ENTERED');
    expect(await ledger.record({ ...entry, enteredAt: now + 5, request: 'r-2' })).toBe('KNOWN');
    expect(await ledger.record({ ...entry, subjects: 2 })).toBe('KEY_USED');
    expect(await ledger.entries({ body: '270008', limit: 10 })).toEqual([entry]);
    expect(await ledger.entries({ body: '400009', limit: 10 })).toEqual([]);
    expect(await ledger.entries({ body: '270008', medium: 'other', limit: 10 })).toEqual([]);
  });

  test('stands or falls with the transaction of who enters it', async () => {
    const ledger = createMediaLedger(pool);
    const client = await pool.connect();
    await client.query('BEGIN');
    await ledger.record(entry, client);
    await client.query('ROLLBACK');
    client.release();
    expect(await ledger.entries({ body: '270008', limit: 10 })).toEqual([]);
  });

  test('is altered or deleted by no login of the tier, and names two persons where it names a second', async () => {
    await createMediaLedger(pool).record(entry);
    const client = await pool.connect();
    for (const role of ['juki_registry_writer', 'juki_registry_reader']) {
      await client.query(`SET ROLE ${role}`);
      await expect(client.query(`UPDATE medium_entry SET place = 'elsewhere'`)).rejects.toThrow(/permission denied/);
      await expect(client.query('DELETE FROM medium_entry')).rejects.toThrow(/permission denied/);
      await client.query('RESET ROLE');
    }
    client.release();
    await expect(createMediaLedger(pool).record({ ...file, secondPerson: 'officer' })).rejects.toThrow(
      /check constraint/,
    );
  });
});

describe('what is due', () => {
  const bodies = ['270008'];
  test('is listed until it is erased', async () => {
    const ledger = createMediaLedger(pool);
    await ledger.record(entry);
    expect(await ledger.due({ bodies, by: now, limit: 10 })).toEqual([]);
    expect(await ledger.due({ bodies, by: now + day, limit: 10 })).toEqual([entry]);
    expect(await ledger.due({ bodies: ['400009'], by: now + day, limit: 10 })).toEqual([]);
    await ledger.record({ ...entry, key: 'shredded', act: 'ERASED', dueAt: null });
    expect(await ledger.due({ bodies, by: now + day, limit: 10 })).toEqual([]);
  });

  test('is erased by the tier where it is a file of the folder, once, and what opens it first', async () => {
    const ledger = createMediaLedger(pool);
    await mkdir(path.join(folder, '270008/agency/results'), { recursive: true });
    await writeFile(path.join(folder, '270008/agency/results/a.sealed'), 'x');
    await ledger.record(entry);
    await ledger.record(file);
    const forgotten: string[] = [];
    const eraser = (clock: number) =>
      eraseDue({
        ...{ ledger, bodies, removeFile: removeFromFolder(folder), clock: () => clock },
        onErase: async ({ medium }) => void forgotten.push(medium),
      });
    expect(await eraser(now)).toBe(0);
    expect(await eraser(now + day)).toBe(1);
    expect(await eraser(now + 2 * day)).toBe(0);
    expect(forgotten).toEqual(['file-1']);
    expect(await readdir(path.join(folder, '270008/agency/results'))).toEqual([]);
    const [erased] = await ledger.entries({ body: '270008', medium: 'file-1', limit: 1 });
    expect(erased).toMatchObject({ act: 'ERASED', operator: 'erasure-worker', dueAt: null, sha256: file.sha256 });
    // The paper waits for a person.
    expect(await ledger.due({ bodies, by: now + day, limit: 10 })).toEqual([entry]);
  });
});

test('nothing outside the folder is removed, whatever a place says', async () => {
  const outside = await mkdtemp(path.join(tmpdir(), 'juki-outside-'));
  await writeFile(path.join(outside, 'kept'), 'x');
  await symlink(outside, path.join(folder, 'way-out'));
  const remove = removeFromFolder(folder);
  for (const place of ['../kept', 'way-out/kept', '/etc/passwd', 'a/../../kept', '', 'missing/file']) {
    expect(await remove(place)).toBe(false);
  }
  expect(await readdir(outside)).toEqual(['kept']);
  await rm(outside, { recursive: true });
});
