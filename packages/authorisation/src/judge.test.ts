import { describe, expect, test } from '@jest/globals';
import { type ItemId, type LegalDate, type ProvisionId, parseLegalDate } from '@juki/legal-basis';
import { grounds } from './grounds.ts';
import { judge } from './judge.ts';
import { testCatalogue } from './test-support/test-catalogue.ts';

const catalogue = testCatalogue({
  provisions: {
    a: {},
    a1: { parent: 'a' },
    b: {},
    c: { to: '2020-12-31' },
    d: {},
    no: { kind: 'prohibition', items: ['sex'] },
  },
  purposes: {
    p: [
      { provision: 'a1', items: ['name', 'sex'] },
      { provision: 'b', items: ['my_number'], ordinance: true },
      { provision: 'c', items: ['name'] },
    ],
  },
});
const today: LegalDate = parseLegalDate('2026-01-01');

function judged(alternatives: readonly (readonly string[])[], item: string | null = null, ordinance = false) {
  const purpose = catalogue.purpose('p');
  if (!purpose) throw new Error('invariant: the test has this purpose');
  const ground = grounds({ catalogue, purpose, date: today, ordinance });
  const found = judge(
    {
      kind: 'ruled',
      alternatives: alternatives.map((all) => all.map((id) => id as ProvisionId)),
      item: item as ItemId | null,
    },
    ground,
  );
  return `${found.met ? 'rests on' : found.reason}: ${found.provisions.join()}`;
}

describe('a requirement', () => {
  test('is met by any one alternative, with the part that the purpose holds', () => {
    expect(judged([['d'], ['a']])).toBe('rests on: a1');
    expect(judged([['a1']])).toBe('rests on: a1');
  });
  test('is not met by a part of an alternative, nor by holding a part of the part', () => {
    expect(judged([['a', 'd']])).toBe('NO_BASIS_FOR_PURPOSE: d');
    expect(judged([['a', 'b']])).toBe('ORDINANCE_MISSING: b');
    expect(judged([['a', 'b']], null, true)).toBe('rests on: a1,b');
  });
  test('is met for an item that one of the provisions gives', () => {
    expect(judged([['a', 'b']], 'my_number', true)).toBe('rests on: a1,b');
    expect(judged([['a']], 'my_number', true)).toBe('ITEM_NOT_GRANTED: a');
  });
  test('is never met for a prohibited item, nor for one that nobody knows', () => {
    expect(judged([['a']], 'sex')).toBe('PROHIBITED: no');
    expect(judged([['a']], 'toString')).toBe('NOT_IN_FORCE: a');
  });
  test('is never met by an empty alternative', () => {
    expect(judged([[]])).toBe('UNRULED: ');
    expect(judged([])).toBe('UNRULED: ');
  });
});

describe('of alternatives that fail, the one is named', () => {
  test('of which the purpose names most, though another lacks less', () => {
    expect(judged([['d'], ['a', 'd', 'no']])).toBe('NO_BASIS_FOR_PURPOSE: d,no');
  });
  test('then that lacks least', () => {
    expect(judged([['d', 'no'], ['d']])).toBe('NO_BASIS_FOR_PURPOSE: d');
  });
  test('then that is nearest to open', () => {
    expect(judged([['c'], ['b']])).toBe('ORDINANCE_MISSING: b');
    expect(judged([['c'], ['d']])).toBe('NOT_IN_FORCE: c');
  });
  test('and of equals the first', () => {
    expect(judged([['d'], ['no']])).toBe('NO_BASIS_FOR_PURPOSE: d');
  });
});
