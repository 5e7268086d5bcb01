import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { JukiError } from '@juki/errors';
import { type AuditStore, asLogin, startAuditStore } from '../testing/audit-store.ts';
import { makeRecord } from '../testing/make-record.ts';
import { assertStoreSafe } from './assert-store-safe.ts';
import { createAuditWriter } from './create-audit-writer.ts';

let store: AuditStore;
const refused = '42501';

beforeAll(async () => {
  store = await startAuditStore();
  const writer = createAuditWriter({ url: store.urls.writer });
  await writer.append([makeRecord()], { spendGrant: 'a-grant' });
  await writer.close();
});

afterAll(() => store.stop());

/** The faults that keep a service from starting. */
async function faults(url = store.urls.writer): Promise<unknown> {
  try {
    await assertStoreSafe(url);
    return [];
  } catch (error) {
    if (error instanceof JukiError && error.code === 'AUDIT_STORE_UNSAFE') return error.details['faults'];
    throw error;
  }
}

describe('the writer', () => {
  test.each([
    'SELECT canonical FROM opening',
    'SELECT * FROM opening',
    'SELECT subject FROM opening',
    'SELECT * FROM record',
    'SELECT recorded_at FROM record',
    'SELECT * FROM leaf',
    'SELECT * FROM checkpoint',
    `UPDATE record SET kind = 1`,
    'DELETE FROM record',
    'TRUNCATE record',
    `UPDATE opening SET canonical = ''`,
    'DELETE FROM opening',
    'DELETE FROM opening_default',
    'DELETE FROM grant_use',
    `UPDATE grant_use SET grant_id = 'x'`,
    `INSERT INTO record (body, id, kind, recorded_at, commitment, xact)
       VALUES ('270008', gen_random_uuid(), 1, now(), decode(repeat('00', 32), 'hex'), '1')`,
    `INSERT INTO leaf (body, idx, record_id, entry) VALUES ('270008', 0, gen_random_uuid(), '')`,
    `INSERT INTO tree_state (body, size, root, watermark_xact, watermark_id)
       VALUES ('270008', 0, '', '0', gen_random_uuid())`,
    'SELECT audit_prepare_months(1)',
    'CREATE TABLE mine ()',
    'ALTER TABLE record DISABLE TRIGGER ALL',
    'SET ROLE juki_audit_reader',
  ])('may not: %s', async (sql) => {
    expect(await asLogin(store.urls.writer, sql)).toBe(refused);
  });

  test('may see which of its commitments are written, and which grants are spent', async () => {
    expect(await asLogin(store.urls.writer, 'SELECT body, id, commitment FROM record')).toHaveLength(1);
    expect(await asLogin(store.urls.writer, 'SELECT grant_id FROM grant_use')).toEqual([{ grant_id: 'a-grant' }]);
  });
});

describe('the sequencer', () => {
  test.each([
    'SELECT * FROM opening',
    'SELECT * FROM grant_use',
    'INSERT INTO record SELECT * FROM record',
    'DELETE FROM record',
    'DELETE FROM leaf',
    `UPDATE leaf SET entry = ''`,
    `UPDATE checkpoint SET note = ''`,
    `UPDATE tree_state SET body = 'x'`,
    'DELETE FROM tree_state',
  ])('may not: %s', async (sql) => {
    expect(await asLogin(store.urls.sequencer, sql)).toBe(refused);
  });

  test('may read commitments and prepare months', async () => {
    expect(await asLogin(store.urls.sequencer, 'SELECT commitment FROM record')).toHaveLength(1);
    expect(await asLogin(store.urls.sequencer, 'SELECT audit_prepare_months(5) AS made')).toEqual([{ made: 2 }]);
    expect(await asLogin(store.urls.sequencer, 'SELECT audit_prepare_months(5) AS made')).toEqual([{ made: 0 }]);
  });
});

describe('the reader', () => {
  test.each(['INSERT INTO grant_use (grant_id) VALUES (1)', 'DELETE FROM opening', 'UPDATE tree_state SET size = 0'])(
    'may not: %s',
    async (sql) => {
      expect(await asLogin(store.urls.reader, sql)).toBe(refused);
    },
  );

  test('may read records', async () => {
    expect(await asLogin(store.urls.reader, 'SELECT canonical FROM opening')).toHaveLength(1);
  });
});

describe('a service starts', () => {
  test('on a store that is durable and split', async () => {
    await expect(assertStoreSafe(store.urls.writer)).resolves.toBeUndefined();
  });

  test.each([
    [
      'GRANT DELETE ON record TO audit_test_writer',
      ['the writer may delete record', 'audit_test_writer may delete record'],
    ],
    ['GRANT SELECT (salt) ON opening TO juki_audit_writer', ['the writer may select opening']],
    ['GRANT UPDATE (kind) ON record TO juki_audit_reader', ['juki_audit_reader may update record']],
    ['GRANT INSERT ON record TO juki_audit_writer', ['the writer may choose the transaction of a record']],
    [
      'GRANT juki_audit_reader TO audit_test_writer',
      ['the writer can act as the reader', 'the writer may select opening'],
    ],
    ['GRANT DELETE ON opening_default TO PUBLIC', ['everybody may delete opening_default']],
    ['REVOKE INSERT ON opening FROM juki_audit_writer', ['the writer may not insert into opening']],
    ['ALTER ROLE audit_test_writer SET synchronous_commit = off', ['synchronous_commit is off']],
    ['ALTER DATABASE audit_test SET synchronous_commit = local', ['synchronous_commit is local']],
    ['ALTER ROLE audit_test_sequencer SET synchronous_commit = off', ['synchronous_commit is off']],
  ])('but not after: %s', async (change, expected) => {
    await store.admin(change);
    try {
      expect(await faults()).toEqual(expect.arrayContaining(expected));
    } finally {
      await store.admin(undoing(change));
    }
    expect(await faults()).toEqual([]);
  });

  test('but not as the superuser', async () => {
    expect(await faults(store.adminUrl)).toEqual(expect.arrayContaining(['the writer is a superuser']));
  });

  test('but not without the tables', async () => {
    expect(await faults(store.adminUrl.replace('audit_test', 'postgres'))).toContain(
      'table record is missing: run the migrations of prisma/audit',
    );
  });

  test('but not where the store cannot be asked', async () => {
    const url = new URL(store.urls.writer);
    url.password = 'wrong';
    await expect(assertStoreSafe(url.href)).rejects.toMatchObject({
      code: 'AUDIT_UNAVAILABLE',
    });
  });
});

test('a server without fsync and full page writes is refused with both faults', async () => {
  const loose = await startAuditStore({ fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' });
  expect(await faults(loose.urls.writer)).toEqual([
    'fsync is off',
    'full_page_writes is off',
    'synchronous_commit is off',
  ]);
  await loose.stop();
});

/** The statement that takes a change back. */
function undoing(change: string): string {
  if (change === 'GRANT INSERT ON record TO juki_audit_writer') {
    return `REVOKE INSERT ON record FROM juki_audit_writer;
      GRANT INSERT (body, id, kind, recorded_at, commitment) ON record TO juki_audit_writer`;
  }
  if (change.startsWith('GRANT')) return change.replace('GRANT', 'REVOKE').replace(' TO ', ' FROM ');
  if (change.startsWith('REVOKE')) return change.replace('REVOKE', 'GRANT').replace(' FROM ', ' TO ');
  return change.replace(/ SET (\w+).*/, ' RESET $1');
}
