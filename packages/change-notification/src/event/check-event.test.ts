import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkEvent } from './check-event.ts';
import { codeOf, event, numberOf } from './event.test-data.ts';
import type { FaultCode } from './fault-codes.ts';

const faultsOf = (unverified: unknown) => {
  const checked = checkEvent(unverified);
  return checked.sound ? [] : checked.faults.map(({ field, code }) => `${field} ${code}`);
};

test('nothing, and what is no object, is no event', () => {
  for (const unverified of [undefined, null, '', [], 1]) expect(faultsOf(unverified)).toEqual(['event WRONG_TYPE']);
  expect(faultsOf({})).toContain('eventId MISSING');
});

test('a sound event passes, and what it leaves out is null', () => {
  const { alias: _, repair: __, ...sparse } = event({ eventId: 'sparse' });
  expect(checkEvent(sparse)).toEqual({ sound: true, event: event({ eventId: 'sparse' }) });
});

test('all faults are told together, none with a value', () => {
  const wrong = { ...event(), name: 'A\u0000', individualNumber: '123456789012', birthDate: '2026-02-30', sex: 'X' };
  expect(faultsOf(wrong)).toEqual([
    'name CONTROL_CHARACTER',
    'birthDate NOT_A_DAY',
    'sex NOT_IN_SET',
    'individualNumber CHECK_DIGIT',
  ]);
  expect(JSON.stringify(checkEvent(wrong))).not.toContain('123456789012');
});

describe('a name', () => {
  const cases: readonly (readonly [string, FaultCode | null])[] = [
    ['葛\u{E0100}城　太郎', null],
    ['𠮷野　家', null],
    ["O'NEILL ANNE-MARIE", null],
    ['', 'EMPTY'],
    [' 住基', 'OUTER_SPACE'],
    ['住基　', 'OUTER_SPACE'],
    ['住\t基', 'CONTROL_CHARACTER'],
    ['住\u202e基', 'CONTROL_CHARACTER'],
    ['住\ud842', 'UNPAIRED_SURROGATE'],
    ['\udfb7野', 'UNPAIRED_SURROGATE'],
    ['住\ue000基', 'PRIVATE_USE_CHARACTER'],
    ['住\u{f0000}基', 'PRIVATE_USE_CHARACTER'],
    ['住\uab12基', 'JUKI_CODE_POINT'],
    ['住\ufa30基', 'JUKI_CODE_POINT'],
    ['山\ufa11', null],
    ['住\ufdd0基', 'NOT_A_CHARACTER'],
    ['住\u{1ffff}基', 'NOT_A_CHARACTER'],
    ['𠮷'.repeat(100), null],
    ['𠮷'.repeat(101), 'TOO_LONG'],
  ];
  test.each(cases)('%j is found %s', (name, code) => {
    expect(faultsOf(event({ name }))).toEqual(code === null ? [] : [`name ${code}`]);
  });
});

test('whatever the text, the check answers and never throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (name, address) => {
      checkEvent(event({ name, address }));
    }),
  );
});

test('numbers are held against length, digits and check digit', () => {
  expect(faultsOf(event({ individualNumber: numberOf(5).slice(1) }))).toEqual(['individualNumber WRONG_LENGTH']);
  expect(faultsOf(event({ residentCode: 'A'.repeat(11) }))).toEqual(['residentCode NOT_DIGITS']);
  expect(faultsOf(event({ municipalityCode: '272034' }))).toEqual(['municipalityCode CHECK_DIGIT']);
  expect(faultsOf(event({ municipalityCode: '270008' }))).toEqual(['municipalityCode MUNICIPALITY_UNKNOWN']);
  // A ward of a designated city notifies through its city (令31条2項).
  expect(faultsOf(event({ municipalityCode: '011011' }))).toEqual(['municipalityCode MUNICIPALITY_UNKNOWN']);
});

describe('items together', () => {
  test('the reason decides the kind', () => {
    expect(faultsOf(event({ changeKind: 'DELETION' }))).toEqual(['changeReason REASON_OF_OTHER_KIND']);
  });

  test('a foreign resident has an alias and no kana, another the reverse', () => {
    expect(faultsOf(event({ alias: '木村　花子', nameKana: null }))).toEqual([]);
    expect(faultsOf(event({ alias: '木村　花子' }))).toEqual(['nameKana KANA_OF_FOREIGN_RESIDENT']);
    expect(faultsOf(event({ nameKana: 'ABC' }))).toEqual(['nameKana KANA_EXPECTED']);
    expect(faultsOf(event({ alias: '木村', nameKana: null, formerSurname: '山田' }))).toEqual([
      'alias ALIAS_WITH_FORMER_SURNAME',
    ]);
    expect(faultsOf(event({ formerSurnameKana: 'ヤマダ' }))).toEqual(['formerSurnameKana FORMER_SURNAME_MISSING']);
  });

  test('only a move out is planned, only a change of a number has a former one', () => {
    expect(faultsOf(event({ planned: true }))).toEqual(['planned PLANNED_NOT_MOVE_OUT']);
    expect(faultsOf(event({ changeReason: 'MOVE_OUT_DOMESTIC', planned: true }))).toEqual([]);
    expect(faultsOf(event({ previousIndividualNumber: numberOf(2) }))).toEqual([
      'previousIndividualNumber NOT_FOR_THIS_REASON',
    ]);
    expect(faultsOf(event({ changeReason: 'RESIDENT_CODE_REQUEST', previousResidentCode: codeOf(1) }))).toEqual([
      'previousResidentCode UNCHANGED_NUMBER',
    ]);
  });

  test('a repair is ex officio, and nothing corrects itself', () => {
    expect(faultsOf(event({ repair: true }))).toEqual(['repair REPAIR_REASON']);
    expect(faultsOf(event({ repair: true, changeReason: 'EX_OFFICIO_CORRECTION' }))).toEqual([]);
    expect(faultsOf(event({ eventId: 'a', corrects: 'a' }))).toEqual(['corrects CORRECTS_ITSELF']);
  });

  test('nobody is born after the change, and an unknown field is no field', () => {
    expect(faultsOf(event({ birthDate: '2026-11-20' }))).toEqual(['changeDate BORN_AFTER_CHANGE']);
    expect(faultsOf({ ...event(), __proto__: null, serial: '1' })).toEqual(['event UNKNOWN_FIELD']);
  });
});
