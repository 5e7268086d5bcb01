import { describe, expect, test } from '@jest/globals';
import { JukiError } from '@juki/errors';
import { parseAuditRecord } from './parse-audit-record.ts';
import { makeRecord } from './testing/make-record.ts';

/** The faults that the parser lists. */
function faultsOf(value: unknown): unknown {
  try {
    parseAuditRecord(value);
  } catch (error) {
    if (error instanceof JukiError && error.code === 'AUDIT_RECORD_INVALID') return error.details['faults'];
    throw error;
  }
  return [];
}

test('reads a lawful record as it is', () => {
  const record = makeRecord();
  expect(parseAuditRecord(JSON.parse(JSON.stringify(record)))).toEqual(record);
});

test('reads the refusal of someone who is not known yet', () => {
  const nobody = { operator: '', agency: '', tier: '', role: '', section: null, terminal: null, acr: '', amr: [] };
  const record = makeRecord({
    phase: 'refused',
    refusal: 'UNAUTHENTICATED',
    subject: null,
    mode: 'none',
    actor: { ...nobody, kind: 'unknown' },
  });
  expect(parseAuditRecord(record)).toEqual(record);
});

describe('refuses', () => {
  test('nothing at all', () => {
    expect(faultsOf(undefined)).toContain('record: must be an object');
  });

  test('a field that it does not know, without repeating it', () => {
    expect(faultsOf({ ...makeRecord(), 大阪太郎: 1 })).toEqual(['record: has an unknown field']);
  });

  test.each([
    ['an address in the place of a code', { case: '大阪府吹田市 泉町1丁目' }],
    ['a token', { purpose: `eyJhbGciOiJFZERTQSJ9.${'a'.repeat(200)}.sig` }],
    ['a coordinate that is a sentence', { coordinates: ['the name of the person'] }],
    ['a clock that is neither known nor unknown', { clock: 'fast' }],
    ['a time that is no instant', { time: '2026-13-41T25:61:61.000Z' }],
    ['a time without its zone', { time: '2026-11-20T03:04:05' }],
    ['an id that is not UUID version 7', { id: '7f1a6f0e-0000-4000-8000-000000000000' }],
    ['a phase outside the union', { phase: 'deleted' }],
    ['a refusal that does not say why', { phase: 'refused' }],
    ['an outcome with a reason for refusal', { refusal: 'WITHHELD' }],
    ['twins outside a delivery', { twins: [`270008:${'a'.repeat(43)}`] }],
    ['a subject that came in no way', { mode: 'none' }],
    ['an intent that knows its subject', { phase: 'intent' }],
    ['a negative count', { counts: { rows: -1, accesses: 0 } }],
    ['a body that is no code', { body: '大阪府' }],
  ])('%s', (_, changes) => {
    expect(faultsOf({ ...makeRecord(), ...changes })).toHaveLength(1);
  });

  test('an operator without id, unless nobody is known', () => {
    const record = makeRecord();
    expect(faultsOf({ ...record, actor: { ...record.actor, operator: '' } })).toEqual(['operator: is not of its form']);
  });

  test('many faults at once, and names them all', () => {
    expect(faultsOf({ ...makeRecord(), body: '', mode: 'x', twins: 'x' })).toHaveLength(3);
  });
});
