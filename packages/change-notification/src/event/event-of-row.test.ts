import { expect, test } from '@jest/globals';
import { eventOfRow } from './event-of-row.ts';

test('an empty text is an absent item, a flag is a flag, and all else stays as it was written', () => {
  const row = { name: '山田', alias: '', planned: 'true', repair: 'false', sex: 'true', individualNumber: 12 };
  expect(eventOfRow(row, '272035')).toEqual({
    name: '山田',
    alias: null,
    planned: true,
    repair: false,
    sex: 'true',
    individualNumber: 12,
    municipalityCode: '272035',
  });
});

test('what is no flag is left for the check, and a municipality that is written counts', () => {
  expect(eventOfRow({ planned: 'yes', municipalityCode: '272051' }, '272035')).toEqual({
    planned: 'yes',
    municipalityCode: '272051',
  });
});
