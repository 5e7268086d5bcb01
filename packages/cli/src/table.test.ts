import { expect, test } from '@jest/globals';
import { table } from './table.ts';

test('columns line up where Japanese stands in them', () => {
  expect(
    table([
      ['豊中市', 'a'],
      ['Suita', 'b'],
    ]),
  ).toBe('豊中市  a\nSuita   b');
});

test('a variation selector takes no place', () => {
  expect(
    table([
      ['葛\u{e0100}城', 'a'],
      ['葛城', 'b'],
    ]),
  ).toBe('葛\u{e0100}城  a\n葛城  b');
});

test('the last column ends where its text ends', () => {
  expect(
    table([
      ['a', ''],
      ['bb', 'ccc'],
    ]),
  ).toBe('a\nbb  ccc');
});
