import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addressKey } from './address-key.ts';
import { awkwardText } from './awkward-text.test-data.ts';

describe('addressKey', () => {
  test.each([
    ['大阪府豊中市中桜塚三丁目1番1号', '豊中市中桜塚３－１－１'],
    ['豊中市中桜塚３丁目１番１号', '豊中市中桜塚3ー1ー1'],
    ['豊中市中桜塚二十三丁目四番十号', '豊中市中桜塚23-4-10'],
    ['松本市大手2番地の3', '松本市大手2-3'],
    ['松本市大手2の3', '松本市大手2−3'],
    ['松本市大手2番地', '松本市大手2'],
    ['上田市霞ヶ丘1-2', '上田市霞ケ丘1番2号'],
    ['吹田市若葉町1丁目2番3号 コーポ若葉203号室', '吹田市若葉町１－２－３　コーポ若葉203'],
    ['吹田市若葉町1-2-3 203', '吹田市若葉町1-2-3-203'],
    ['久留米市コーﾎﾟ町1', '久留米市コ-ポ町1'],
  ])('%s and %s have one key', (one, other) => {
    expect(addressKey(one)).toBe(addressKey(other));
  });

  test.each([
    ['豊中市中桜塚1-11', '豊中市中桜塚11-1'],
    ['豊中市中桜塚1-2-3', '豊中市中桜塚1-23'],
    ['豊中市三番町1', '豊中市3-町1'],
    ['豊中市中桜塚1-2', '吹田市中桜塚1-2'],
    ['豊中市中桜塚1', '豊中市中桜塚'],
  ])('%s and %s stay apart', (one, other) => {
    expect(addressKey(one)).not.toBe(addressKey(other));
  });

  test('the key itself is readable', () => {
    expect(addressKey('大阪府豊中市中桜塚三丁目1番1号')).toBe('豊中市中桜塚3-1-1');
    expect(addressKey('豊中市三番町十番地')).toBe('豊中市三番町10');
  });

  test('is idempotent on letters that meet badly', () => {
    fc.assert(
      fc.property(awkwardText, (address) => {
        expect(addressKey(addressKey(address))).toBe(addressKey(address));
      }),
      { numRuns: 1000 },
    );
  });

  test('is total and idempotent on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (address) => {
        expect(addressKey(addressKey(address))).toBe(addressKey(address));
      }),
      { numRuns: 1000 },
    );
  });
});
