import { expect, test } from '@jest/globals';
import { timeLeft } from './time-left.ts';

test('counts minutes, rounded down', () => {
  expect(timeLeft(179_999, 0)).toMatchObject({ phase: 'good', words: { ja: '残り 2 分' } });
});

test('counts seconds when it ends soon', () => {
  expect(timeLeft(119_000, 0)).toMatchObject({ phase: 'ending', words: { en: '119 s left' } });
});

test('is over at the very instant and after it', () => {
  expect(timeLeft(1000, 1000).phase).toBe('over');
  expect(timeLeft(1000, 5000).phase).toBe('over');
});
