import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { faultCodes } from './fault-codes.ts';

test('the README explains every reason code in the words of the table, and no other', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const rows = [...readme.matchAll(/^\| `([A-Z_]+)` *\| (.*?) *\| (.*?) *\|$/gm)].map(([, code, ja, en]) => [
    code,
    ja,
    en,
  ]);
  expect(rows).toEqual(Object.entries(faultCodes).map(([code, { ja, en }]) => [code, ja, en]));
});
