import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeEntry, encodeEntry, entryLength } from './entry.ts';

const entry = { kind: 2, body: 'jlis', index: 258, minute: 29_000_000, commitment: new Uint8Array(32).fill(0xab) };

test('encodes an entry in its 52 bytes', () => {
  expect(Buffer.from(encodeEntry(entry)).toString('hex')).toBe(
    `01026a6c697300000000000000000102${'01ba8140'}${'ab'.repeat(32)}`,
  );
});

test('reads back what it wrote, at any index that a number can hold', () => {
  fc.assert(
    fc.property(
      fc.record({
        kind: fc.integer({ min: 0, max: 255 }),
        body: fc.constantFrom('000000', '270008', 'jlis', 'core'),
        index: fc.maxSafeNat(),
        minute: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
        commitment: fc.uint8Array({ minLength: 32, maxLength: 32 }),
      }),
      (made) => {
        expect(decodeEntry(encodeEntry(made))).toEqual(made);
      },
    ),
  );
});

test.each([
  ['one byte short', encodeEntry(entry).slice(0, entryLength - 1)],
  ['one byte long', new Uint8Array(entryLength + 1)],
  ['of another version', Uint8Array.from(encodeEntry(entry), (byte, i) => (i === 0 ? 2 : byte))],
  ['with a body that is no code', Uint8Array.from(encodeEntry(entry), (byte, i) => (i === 3 ? 0 : byte))],
  ['with an index past what a number holds', Uint8Array.from(encodeEntry(entry), (byte, i) => (i === 8 ? 255 : byte))],
])('does not read an entry %s', (_, bytes) => {
  expect(decodeEntry(bytes)).toBeNull();
});

test.each([[''], ['1234567'], ['OSAKA'], ['a\0b']])('refuses a body code that does not fit the field', (body) => {
  expect(() => encodeEntry({ ...entry, body })).toThrow(RangeError);
});
