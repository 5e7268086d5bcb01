import { describe, expect, test } from '@jest/globals';
import type { ChangeEvent } from '../event/change-event.ts';
import { codeOf, numberOf } from '../event/event.test-data.ts';
import { notify, openFile, wordsOf } from './change-file.test-data.ts';
import type { FileKind } from './examine.ts';

const suita = '272051';
const hanako = { individualNumber: numberOf(1), residentCode: codeOf(1) };

/** A file in which Hanako was born in Toyonaka, and what it says to one more notification. */
function after(
  more: Partial<ChangeEvent>,
  file: FileKind = 'prefectural',
  before: readonly Partial<ChangeEvent>[] = [],
) {
  const opened = openFile(file);
  for (const one of [hanako, ...before]) opened.take(notify({ ...hanako, ...one }));
  return wordsOf(opened.take(notify({ ...hanako, ...more })));
}

const out = { changeReason: 'MOVE_OUT_DOMESTIC' } as const;
const into = { changeReason: 'MOVE_IN_DOMESTIC' } as const;

describe('the errors named by S1', () => {
  test('a present resident does not move in', () => {
    expect(after(into)).toEqual(['changeKind ALREADY_RESIDENT']);
    expect(after(into, 'prefectural', [out])).toEqual(['APPLIED']);
  });

  test('a move within the municipality changes the address and nothing else', () => {
    expect(after({ changeReason: 'MOVE_WITHIN', address: '本町', name: '別　人', sex: 'MALE' })).toEqual([
      'name MOVE_CHANGES_MORE, sex MOVE_CHANGES_MORE',
    ]);
    expect(after({ changeReason: 'MOVE_WITHIN', address: '本町' })).toEqual(['APPLIED']);
    expect(after({ changeReason: 'MOVE_WITHIN' })).toEqual(['changeReason NO_DIFFERENCE']);
  });
});

describe('the errors that follow from the ordinances', () => {
  test('who is not here neither leaves nor dies nor is corrected', () => {
    for (const changeReason of ['MOVE_OUT_DOMESTIC', 'DEATH', 'EX_OFFICIO_CORRECTION'] as const) {
      expect(after({ changeReason, name: '別　人' }, 'prefectural', [out])).toEqual(['changeKind NOT_RESIDENT']);
    }
    expect(after({ changeReason: 'DEATH' })).toEqual(['APPLIED']);
    const stranger = notify({ changeReason: 'DEATH', individualNumber: numberOf(9), residentCode: codeOf(9) });
    expect(wordsOf(openFile().take(stranger))).toEqual(['residentCode PERSON_UNKNOWN']);
  });

  test('a planned departure may be planned anew or overtaken by death, until its day', () => {
    const planned = { ...out, planned: true, changeDate: '2026-12-10' };
    expect(after({ ...out, planned: true, changeDate: '2026-12-01' }, 'prefectural', [planned])).toEqual(['APPLIED']);
    expect(after({ changeReason: 'DEATH', changeDate: '2026-11-19' }, 'prefectural', [planned])).toEqual(['APPLIED']);
    expect(after({ ...out, planned: true, changeDate: '2026-12-11' }, 'prefectural', [planned])).toEqual([
      'changeKind NOT_RESIDENT',
    ]);
  });

  test('no child is born with a code or a number that exists', () => {
    expect(after({ municipalityCode: suita }, 'prefectural', [out])).toEqual(['residentCode BIRTH_CODE_EXISTS']);
    expect(after({ residentCode: codeOf(2) })).toEqual(['individualNumber NUMBER_OF_ANOTHER']);
    expect(after({ residentCode: codeOf(2), individualNumber: numberOf(2) })).toEqual(['APPLIED']);
  });

  test('a minor correction leaves day of birth and sex, and no correction changes a number by the way', () => {
    expect(after({ changeReason: 'MINOR_CORRECTION', name: '住基　華子' })).toEqual(['APPLIED']);
    expect(after({ changeReason: 'MINOR_CORRECTION', birthDate: '2026-11-18' })).toEqual([
      'birthDate REASON_CHANGES_MORE',
    ]);
    expect(after({ changeReason: 'EX_OFFICIO_CORRECTION', birthDate: '2026-11-18' })).toEqual(['APPLIED']);
    expect(after({ changeReason: 'EX_OFFICIO_CORRECTION', individualNumber: numberOf(2) })).toEqual([
      'individualNumber REASON_CHANGES_MORE',
    ]);
    expect(after({ changeReason: 'EX_OFFICIO_CORRECTION' })).toEqual(['changeReason NO_DIFFERENCE']);
  });

  test('a number changes with its former one, which is that of the file', () => {
    const change = { changeReason: 'INDIVIDUAL_NUMBER_REQUEST', individualNumber: numberOf(2) } as const;
    expect(after({ ...change, previousIndividualNumber: numberOf(1) })).toEqual(['APPLIED']);
    expect(after(change)).toEqual(['previousIndividualNumber PREVIOUS_NUMBER_WRONG']);
    expect(after({ ...change, previousIndividualNumber: numberOf(3) })).toEqual([
      'previousIndividualNumber PREVIOUS_NUMBER_WRONG',
    ]);
    expect(after({ ...change, previousIndividualNumber: numberOf(1), address: '本町' })).toEqual([
      'address REASON_CHANGES_MORE',
    ]);
  });

  test('a code changes with its former one, which leads to the same person', () => {
    const change = { changeReason: 'RESIDENT_CODE_REQUEST', residentCode: codeOf(2) } as const;
    const opened = openFile();
    const [born] = opened.take(notify(hanako));
    const [changed] = opened.take(notify({ ...hanako, ...change, previousResidentCode: codeOf(1) }));
    expect(changed).toMatchObject({ outcome: 'APPLIED', ref: born?.ref });
    expect(after({ ...change, previousResidentCode: codeOf(7) })).toEqual([
      'previousResidentCode PREVIOUS_CODE_UNKNOWN',
    ]);
    expect(after(change)).toEqual(['previousResidentCode PREVIOUS_CODE_UNKNOWN']);
  });

  test('a code or number once of another is never free', () => {
    const other = { individualNumber: numberOf(5), residentCode: codeOf(5) };
    const change = { changeReason: 'RESIDENT_CODE_REQUEST', previousResidentCode: codeOf(1) } as const;
    expect(after({ ...change, residentCode: codeOf(5) }, 'prefectural', [other])).toEqual([
      'residentCode CODE_OF_ANOTHER',
    ]);
  });

  test('only a planned move out lies ahead', () => {
    expect(after({ changeReason: 'DEATH', changeDate: '2026-11-21' })).toEqual(['changeDate DAY_AHEAD']);
    expect(after({ ...out, changeDate: '2026-11-21' })).toEqual(['changeDate DAY_AHEAD']);
    expect(after({ ...out, changeDate: '2026-11-21', planned: true })).toEqual(['APPLIED']);
  });

  test('the first code leads to the person whom other municipalities knew under it', () => {
    const opened = openFile('national');
    const [born] = opened.take(notify(hanako));
    opened.take(notify({ ...hanako, ...out }));
    const moved = notify({
      ...into,
      municipalityCode: suita,
      individualNumber: hanako.individualNumber,
      residentCode: codeOf(2),
      firstResidentCode: codeOf(1),
    });
    expect(opened.take(moved)[0]).toMatchObject({ outcome: 'APPLIED', ref: born?.ref });
    const wrong = { ...into, municipalityCode: suita, residentCode: codeOf(2), firstResidentCode: codeOf(8) };
    expect(after(wrong, 'national', [out])).toEqual(['individualNumber NUMBER_OF_ANOTHER']);
  });

  test('a repair does not ask who stands where, but numbers stay with their person', () => {
    expect(after({ changeReason: 'EX_OFFICIO_ENTRY', repair: true })).toEqual(['APPLIED']);
    expect(after({ changeReason: 'EX_OFFICIO_CORRECTION', repair: true })).toEqual(['APPLIED']);
    expect(after({ changeReason: 'EX_OFFICIO_ENTRY', repair: true, residentCode: codeOf(3) })).toEqual([
      'individualNumber NUMBER_OF_ANOTHER',
    ]);
  });
});

test('the municipality knows its residents: only who is who is asked there', () => {
  expect(after(into, 'municipal')).toEqual(['APPLIED']);
  expect(after({ residentCode: codeOf(2) }, 'municipal')).toEqual(['individualNumber NUMBER_OF_ANOTHER']);
});

describe('a move whose two notifications come from two municipalities', () => {
  const arrival = { ...into, municipalityCode: suita, movedFrom: '272035', address: '泉町' } as const;

  test('is held open until the other one comes, and what follows waits behind', () => {
    const opened = openFile();
    opened.take(notify(hanako));
    expect(wordsOf(opened.take(notify({ ...hanako, ...arrival })))).toEqual(['WAITS']);
    const within = { ...hanako, municipalityCode: suita, changeReason: 'MOVE_WITHIN', address: '千里' } as const;
    expect(opened.take(notify(within))[0]).toMatchObject({ outcome: 'WAITS', waitsFor: 'EARLIER_NOTIFICATION' });
    expect(wordsOf(opened.take(notify({ ...hanako, ...out })))).toEqual(['APPLIED', 'APPLIED', 'APPLIED']);
    expect(opened.memory.currents.size).toBe(1);
    expect([...opened.memory.currents.values()][0]).toMatchObject({ municipalityCode: suita, address: '千里' });
  });

  test('does not wait for a municipality that does not notify here', () => {
    const opened = openFile('prefectural', (code) => code.startsWith('27'));
    const abroad = { ...hanako, ...arrival, movedFrom: '402036' };
    expect(wordsOf(opened.take(notify(abroad)))).toEqual(['APPLIED']);
    expect(wordsOf(openFile().take(notify(abroad)))).toEqual(['WAITS']);
  });

  test('is refused when the time is over, and what waited behind is looked at', () => {
    const opened = openFile();
    opened.take(notify(hanako));
    opened.take(notify({ ...hanako, ...arrival }));
    opened.take(notify({ ...hanako, municipalityCode: suita, changeReason: 'DEATH' }));
    const [first] = [...opened.memory.waiting.values()].flat();
    const before = opened.book.changes().settled.length;
    if (first) opened.book.refuseOverdue(first);
    expect(wordsOf(opened.book.changes().settled.slice(before))).toEqual([
      'municipalityCode RESIDENT_ELSEWHERE',
      'changeKind NOT_RESIDENT',
    ]);
  });
});
