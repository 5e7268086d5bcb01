import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { individualNumberFault } from './individual-number.ts';
import { normaliseDigits } from './normalise-digits.ts';

test('brings full-width digits and separators to the form that parses, and says so', () => {
  expect(normaliseDigits('１２３４－５６７８　９０１８')).toEqual({
    digits: '123456789018',
    changes: ['full-width-digits', 'separators'],
  });
  expect(normaliseDigits('1234 5678-9018').changes).toEqual(['separators']);
});

test('says nothing of what is right already', () => {
  expect(normaliseDigits('123456789018')).toEqual({ digits: '123456789018', changes: [] });
});

test('leaves every other character for the parser to refuse', () => {
  const { digits } = normaliseDigits('12345678901O');
  expect(digits).toBe('12345678901O');
  expect(individualNumberFault(digits)).toEqual({ kind: 'characters', position: 12 });
});

test('is total, and changes nothing twice', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(normaliseDigits(normaliseDigits(text).digits).changes).toEqual([]);
    }),
  );
});
