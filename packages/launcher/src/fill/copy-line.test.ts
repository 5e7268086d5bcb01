import { expect, test } from '@jest/globals';
import { copyLine } from './copy-line.ts';

test('separates by tabs, ends with a line feed, and writes nothing as \\N', () => {
  expect(copyLine(['山田　花子', 3, null])).toBe('山田　花子\t3\t\\N\n');
});

test('lets no value begin a column or a row of its own', () => {
  expect(copyLine(['a\tb\nc\rd\\.', '\\N'])).toBe('a\\tb\\nc\\rd\\\\.\t\\\\N\n');
});

test('writes bytes in hexadecimal and days as instants', () => {
  expect(copyLine([Uint8Array.of(0, 255), new Date('2026-10-01T00:00:00Z')])).toBe(
    '\\\\x00ff\t2026-10-01T00:00:00.000Z\n',
  );
});
