import { expect, test } from '@jest/globals';
import { csv } from './csv.ts';

test('quotes what would break a line, and leaves the rest', () => {
  expect(
    csv(
      ['a', 'b'],
      [
        ['1,2', 'say "yes"'],
        [3, null],
      ],
    ),
  ).toBe('a,b\r\n"1,2","say ""yes"""\r\n3,\r\n');
});

test('a formula becomes text', () => {
  expect(csv(['a'], [['=1+1']])).toBe("a\r\n'=1+1\r\n");
});
