import { expect, test } from '@jest/globals';
import { withinMunicipalities, withinPrefectures } from './row-scope.ts';

const [one, other, third] = [1, 2, 3].map((byte) => new Uint8Array(16).fill(byte));

test('a scope without named persons says nothing of persons', () => {
  expect(withinPrefectures({ reach: 'own-prefecture', prefecture: '27' })).toEqual({ prefectureCode: '27' });
});

test('persons narrow a scope and never widen it', () => {
  const [only, refs] = [
    [one ?? [], other ?? []],
    [other ?? [], third ?? []],
  ].map((list) => list.map((bytes) => Uint8Array.from(bytes)));
  expect(withinPrefectures({ reach: 'own-prefecture', prefecture: '27', only: only ?? [] })).toEqual({
    prefectureCode: '27',
    ref: { in: only },
  });
  expect(withinMunicipalities({ reach: 'self', refs: refs ?? [], only: only ?? [] })).toEqual({
    ref: { in: [only?.[1]] },
  });
});

test('a narrowing to nobody reaches nobody', () => {
  expect(withinMunicipalities({ reach: 'nationwide', only: [] })).toEqual({ ref: { in: [] } });
});
