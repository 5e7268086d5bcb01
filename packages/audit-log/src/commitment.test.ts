import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { canonicalRecord, commitmentOf } from './commitment.ts';
import { sha256 } from './testing/crypto.ts';
import { makeRecord } from './testing/make-record.ts';

const canonical = canonicalRecord(makeRecord({ id: '01999999-0000-7000-8000-000000000000' }));
const salt = new Uint8Array(16).fill(7);

test('is the hash of tag, salt and canonical record', () => {
  const expected = createHash('sha256').update('juki-audit-record/v1\n').update(salt).update(canonical).digest('hex');
  expect(Buffer.from(commitmentOf(sha256, { canonical, salt })).toString('hex')).toBe(expected);
});

test('differs under another salt, so that a record cannot be found by guessing', () => {
  expect(commitmentOf(sha256, { canonical, salt })).not.toEqual(
    commitmentOf(sha256, { canonical, salt: new Uint8Array(16) }),
  );
});

test('refuses a salt of another length', () => {
  expect(() => commitmentOf(sha256, { canonical, salt: new Uint8Array(15) })).toThrow(RangeError);
});
