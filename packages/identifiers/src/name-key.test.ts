import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { awkwardText } from './awkward-text.test-data.ts';
import { nameKey } from './name-key.ts';

describe('nameKey', () => {
  test.each([
    ['山田　太郎', '山田 太郎'],
    ['山田太郎', '山田　太郎'],
    ['葛\u{e0100}城　花', '葛城花'],
    ['辻\u{e0101}', '辻'],
    ['ﾔﾏﾀﾞ ﾀﾛｳ', 'ヤマダ　タロウ'],
    ['ユ-コ', 'ユーコ'],
    ['ユｰコ', 'ユーコ'],
    ['ＳＭＩＴＨ　ＪＯＨＮ', 'Smith John'],
    ['ANNE‐MARIE', 'ANNE-MARIE'],
    ['髙橋', '高橋'],
    ['𠮷田', '吉田'],
    ['渡邉\u{e0102}', '渡辺'],
    ['\ufa19', '神'],
    ['衞藤', '衛藤'],
    ['龜田\u{e0101}', '龜田'],
    ['廣瀨 惠', '広瀬　恵'],
  ])('%s and %s have one key', (one, other) => {
    expect(nameKey(one)).toBe(nameKey(other));
  });

  test.each([
    ['さくら', 'サクラ'],
    ['島田', '嶋田'],
    ['富田', '冨田'],
    ['峰岸', '峯岸'],
    ['斉藤', '斎藤'],
    ['キヨシ', 'キョシ'],
    ['ハシ', 'バシ'],
    ['ユコ', 'ユーコ'],
    ['山一', '山ー'],
  ])('%s and %s stay apart', (one, other) => {
    expect(nameKey(one)).not.toBe(nameKey(other));
  });

  test('is idempotent on letters that meet badly', () => {
    fc.assert(
      fc.property(awkwardText, (name) => {
        expect(nameKey(nameKey(name))).toBe(nameKey(name));
      }),
      { numRuns: 1000 },
    );
  });

  test('is total and idempotent on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(nameKey(nameKey(name))).toBe(nameKey(name));
      }),
      { numRuns: 1000 },
    );
  });

  test('selectors and spaces never make a difference, wherever they stand', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        fc.constantFrom('\u{e0100}', '\u{e01ef}', '\ufe00', ' ', '　'),
        (a, b, mark) => {
          expect(nameKey(`${a}${mark}${b}`)).toBe(nameKey(`${a}${b}`));
        },
      ),
    );
  });
});
