import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type ComparedRecord, canonicalBytes, comparedItems, differingItems } from './compared-record.ts';
import { testHashes } from './testing/memory-sides.ts';

const value = fc.oneof(fc.constant(null), fc.constantFrom('', '\0', '山', '山田', '葛󠄀', '葛'), fc.string());
const record: fc.Arbitrary<ComparedRecord> = fc.record({
  name: value,
  nameKana: value,
  formerSurname: value,
  formerSurnameKana: value,
  alias: value,
  birthDate: value,
  sex: value,
  address: value,
  individualNumber: value,
  residentCode: value,
  changeKind: value,
  changeReason: value,
  changeDate: value,
  previousIndividualNumber: value,
  previousResidentCode: value,
});

test('records have one form exactly if they are equal item by item', () => {
  fc.assert(
    fc.property(record, record, fc.subarray([...comparedItems]), (one, other, shared) => {
      const mixed = { ...other, ...Object.fromEntries(shared.map((item) => [item, one[item]])) };
      const equal = differingItems(one, mixed).length === 0;
      expect(Buffer.compare(canonicalBytes(one), canonicalBytes(mixed)) === 0).toBe(equal);
    }),
  );
});

test('a glyph with another variation selector is another value', () => {
  fc.assert(
    fc.property(record, (any) => {
      expect(differingItems({ ...any, name: '葛󠄀城' }, { ...any, name: '葛城' })).toEqual(['name']);
    }),
    { numRuns: 5 },
  );
});

test('a person has unrelated positions in two municipalities, and one digest for one record only', () => {
  const ref = new Uint8Array(16).fill(7);
  const [toyonaka, suita] = ['272035', '272051'].map((code) => testHashes.positionOf(code, ref));
  expect(toyonaka).toHaveLength(16);
  expect(toyonaka).not.toEqual(suita);
  fc.assert(
    fc.property(record, record, (one, other) => {
      const digest = (of: ComparedRecord) => testHashes.digestOf('272035', ref, of);
      expect(Buffer.compare(digest(one), digest(other)) === 0).toBe(differingItems(one, other).length === 0);
    }),
  );
});
