import { expect, test } from '@jest/globals';
import { sha256 } from '../testing/crypto.ts';
import { makeRecord } from '../testing/make-record.ts';
import { createMemoryAuditLog } from './create-memory-audit-log.ts';

const make = () => createMemoryAuditLog({ sha256, random: (length) => new Uint8Array(length) });

test('keeps what is appended and answers with a receipt for each record', async () => {
  const log = make();
  const [first, second] = [makeRecord(), makeRecord({ body: 'jlis' })];
  const receipts = await log.append([first, second]);
  expect(receipts.map(({ id, body }) => [id, body])).toEqual([
    [first.id, '270008'],
    [second.id, 'jlis'],
  ]);
  expect(log.records).toEqual([first, second]);
});

test('refuses a grant that was used before, and writes nothing', async () => {
  const log = make();
  await log.append([makeRecord()], { spendGrant: 'grant-1' });
  await expect(log.append([makeRecord()], { spendGrant: 'grant-1' })).rejects.toMatchObject({ code: 'GRANT_REPLAYED' });
  expect(log.records).toHaveLength(1);
});

test('fails when told to, writes nothing, spends no grant, and recovers', async () => {
  const log = make();
  log.fail();
  const record = makeRecord();
  await expect(log.append([record], { spendGrant: 'g' })).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
  log.recover();
  await log.append([record], { spendGrant: 'g' });
  expect(log.records).toEqual([record]);
});

test('refuses what is not a record', async () => {
  const log = make();
  await expect(log.append([makeRecord({ case: 'a b' })])).rejects.toMatchObject({ code: 'AUDIT_RECORD_INVALID' });
  expect(log.records).toEqual([]);
});
