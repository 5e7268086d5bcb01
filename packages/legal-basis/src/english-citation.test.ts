import { expect, test } from '@jest/globals';
import { englishCitation } from './english-citation.ts';

test.each([
  ['30条の15第2項1号', 'art. 30-15(2)(i)'],
  ['30条の15の2', 'art. 30-15-2'],
  ['19条8号', 'art. 19(viii)'],
  ['19条14号', 'art. 19(xiv)'],
  ['7条1号の2', 'art. 7(i-2)'],
  ['9条1項・3項', 'art. 9(1), (3)'],
  ['27条・28条', 'arts. 27, 28'],
  ['76条から86条', 'arts. 76–86'],
  ['附則6条3項', 'art. suppl. 6(3)'],
])('%s is cited in English as %s', (japanese, english) => {
  expect(englishCitation(japanese)).toBe(english);
});

test.each(['別表', '', '第三章', '19条8号の'])('%j is left as it stands, never guessed', (text) => {
  expect(englishCitation(text)).toBe(text);
});
