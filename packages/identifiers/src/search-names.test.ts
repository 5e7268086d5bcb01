import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nameKey } from './name-key.ts';
import { searchNames } from './search-names.ts';

const items = { name: '原田　直美', formerSurname: null, alias: null };

describe('the names under which a person is found', () => {
  test.each([
    ['the name alone', items, ['原田直美']],
    ['the former surname before the given name', { ...items, formerSurname: '古賀' }, ['原田直美', '古賀直美']],
    ['the alias', { ...items, name: 'NGUYEN THI LAN', alias: '森　蘭' }, ['NGUYENTHILAN', '森蘭']],
    ['one key once', { name: '渡辺　一', formerSurname: '渡邉', alias: '渡邊 一' }, ['渡辺一']],
    ['a narrow space', { ...items, name: '原田 直美', formerSurname: '古賀' }, ['原田直美', '古賀直美']],
    ['a given name of two words', { ...items, name: '原田 直 美', formerSurname: '古賀' }, ['原田直美', '古賀直美']],
    ['no given name to be told apart', { ...items, name: '原田直美', formerSurname: '古賀' }, ['原田直美']],
    ['nothing after the space', { ...items, name: '原田　', formerSurname: '古賀' }, ['原田']],
  ])('%s', (_what, given, keys) => {
    expect(searchNames(given).map(nameKey)).toEqual(keys);
  });

  test('never hold a surname alone, and always the name itself', () => {
    const word = fc.string({ unit: fc.constantFrom('山', '田', '花', '古', '賀'), minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(word, word, word, (surname, given, formerSurname) => {
        const keys = searchNames({ name: `${surname}　${given}`, formerSurname, alias: null }).map(nameKey);
        expect(keys).toContain(`${surname}${given}`);
        expect(keys.every((key) => key.endsWith(given) && key.length > given.length)).toBe(true);
      }),
    );
  });
});
