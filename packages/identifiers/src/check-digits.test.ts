import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { corporateNumberFault } from './corporate-number.ts';
import type { IdentifierFault } from './identifier-fault.ts';
import { individualNumberFault } from './individual-number.ts';
import { localGovernmentCodeFault } from './local-government-code.ts';
import { residentCodeFault } from './resident-code.ts';

interface Vectors {
  readonly valid: readonly { readonly value: string; readonly note: string }[];
  readonly invalid: readonly { readonly value: string; readonly fault: string; readonly note: string }[];
}

const file = new URL('../test-data/check-digit-vectors.json', import.meta.url);
const vectors: Readonly<Record<string, Vectors>> = JSON.parse(readFileSync(file, 'utf8'));

const schemes: readonly (readonly [string, (value: unknown) => IdentifierFault | undefined])[] = [
  ['individualNumber', individualNumberFault],
  ['residentCode', residentCodeFault],
  ['localGovernmentCode', localGovernmentCodeFault],
  ['corporateNumber', corporateNumberFault],
];

describe.each(schemes)('%s against the collected vectors', (name, faultOf) => {
  const { valid, invalid } = vectors[name] ?? { valid: [], invalid: [] };

  test('there are vectors of both kinds', () => {
    expect(valid.length).toBeGreaterThan(3);
    expect(invalid.length).toBeGreaterThan(2);
  });

  test.each(valid)('accepts $value ($note)', ({ value }) => {
    expect(faultOf(value)).toBeUndefined();
  });

  test.each(invalid)('refuses $value for its $fault ($note)', ({ value, fault }) => {
    expect(faultOf(value)?.kind).toBe(fault);
  });

  test('refuses nothing at all, and numbers that are not text', () => {
    expect(faultOf('')?.kind).toBe('length');
    expect(faultOf(undefined)).toEqual({ kind: 'type', found: 'undefined' });
    expect(faultOf(null)).toEqual({ kind: 'type', found: 'null' });
    expect(faultOf(123456789018)).toEqual({ kind: 'type', found: 'number' });
  });
});
