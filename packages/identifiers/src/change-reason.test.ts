import { describe, expect, test } from '@jest/globals';
import { changeKinds, changeReasons, isChangeReason, kindOf } from './change-reason.ts';

describe('異動事由', () => {
  test('are the 20 of 施行規則11条: six entries, six deletions, three corrections, three and two for the numbers', () => {
    const kinds = Object.values(changeReasons).map(({ kind }) => kind);
    expect(kinds).toHaveLength(20);
    expect(kinds.filter((kind) => kind === 'ENTRY')).toHaveLength(6);
    expect(kinds.filter((kind) => kind === 'DELETION')).toHaveLength(6);
    expect(new Set(Object.values(changeReasons).map(({ ja }) => ja)).size).toBe(20);
  });

  test('each says what it does to the 住民票', () => {
    expect(kindOf('BIRTH')).toBe('ENTRY');
    expect(kindOf('MOVE_OUT_ABROAD')).toBe('DELETION');
    expect(changeKinds[kindOf('MOVE_WITHIN')].ja).toBe('修正');
  });

  test('no other text is a reason, the names that every object has included', () => {
    expect(isChangeReason('DEATH')).toBe(true);
    for (const text of ['', 'death', 'MARRIAGE', 'constructor', '__proto__']) expect(isChangeReason(text)).toBe(false);
  });
});
