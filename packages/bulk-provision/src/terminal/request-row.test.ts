import { describe, expect, test } from '@jest/globals';
import { readRequestHead, writeRequestHead } from './request-head.ts';
import { checkRequestColumns, readRequestRow } from './request-row.ts';

describe('a row of a request', () => {
  const items = { name: '山田 花子', birthDate: '1980-04-05', sex: '女', address: '豊中市本町1-1' };
  test('has its own key and one key of search', () => {
    expect(readRequestRow({ rowKey: '1', individualNumber: ' 123456789018 ' })).toEqual({
      ...{ rowKey: '1', key: { individualNumber: '123456789018' }, fault: null },
    });
    expect(readRequestRow({ rowKey: '2', residentCode: '12345678901' }).key).toEqual({ residentCode: '12345678901' });
    expect(readRequestRow({ rowKey: '3', ...items }).key).toEqual({ fourItems: { ...items, sex: 'FEMALE' } });
  });

  test.each([
    ['no key of its own', { individualNumber: '123456789018' }, 'ROW_KEY_MISSING'],
    ['no key of search', { rowKey: '1' }, 'BAD_SEARCH_KEY'],
    ['two keys of search', { rowKey: '1', individualNumber: '1', residentCode: '2' }, 'BAD_SEARCH_KEY'],
    ['three of the four items', { rowKey: '1', ...items, address: '' }, 'BAD_SEARCH_KEY'],
    ['a sex that is none', { rowKey: '1', ...items, sex: '?' }, 'BAD_SEARCH_KEY'],
  ])('with %s is faulty by itself', (_what, values, fault) => {
    expect(readRequestRow(values)).toMatchObject({ key: null, fault });
  });

  test('stands in columns that are known', () => {
    expect(() => checkRequestColumns(['rowKey', 'name'])).not.toThrow();
    for (const columns of [[], ['rowKey'], ['name'], ['rowKey', 'income']]) {
      expect(() => checkRequestColumns(columns)).toThrow(/columns of a request/);
    }
  });
});

describe('the head of a request', () => {
  const head = {
    ...{
      job: 'job-00000001',
      requester: 'officer',
      purpose: 'juki-b6-2',
      case: 'R8-0001',
      profile: 'inquiry' as const,
    },
    ...{ expiresAt: '2026-12-01T00:00:00Z', eraseBy: '2026-12-02T00:00:00Z', count: 3, sha256: '0'.repeat(64) },
  };
  test('reads as it was written', () => {
    expect(readRequestHead(writeRequestHead(head))).toEqual(head);
    expect(readRequestHead(writeRequestHead({ ...head, case: null }))).toEqual({ ...head, case: null });
  });

  test.each(['format', 'job', 'requester', 'purpose', 'profile', 'expiresAt', 'eraseBy', 'count', 'sha256'])(
    'is none without %s',
    (name) => {
      const { [name]: _gone, ...rest } = writeRequestHead(head);
      expect(() => readRequestHead(rest)).toThrow(/head/);
    },
  );

  test.each([
    ['expiresAt', 'tomorrow'],
    ['profile', 'everything'],
    ['count', '-1'],
    ['format', 'juki.bulk-request/9'],
  ])('is none with %s %s', (name, value) => {
    expect(() => readRequestHead({ ...writeRequestHead(head), [name]: value })).toThrow(/head/);
  });
});
