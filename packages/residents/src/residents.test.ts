import { describe, expect, test } from '@jest/globals';
import { individualNumberFault, kindOf, municipality, prefectureOf, residentCodeFault } from '@juki/identifiers';
import fc from 'fast-check';
import { addressHead } from './addresses.ts';
import { defaultMunicipalities } from './cast.ts';
import type { RecordRevision } from './record-revision.ts';
import { defaults, type ResidentsOptions, residents } from './residents.ts';
import type { SyntheticPerson } from './synthetic-person.ts';

function take(count: number, options: ResidentsOptions): SyntheticPerson[] {
  return [...residents({ ...options, people: count })];
}

const options = fc.record({
  seed: fc.string(),
  asOf: fc.constantFrom('2016-01-01', '2019-05-01', defaults.asOf, '2041-12-31'),
  municipalities: fc.subarray([...defaultMunicipalities, '131041', '011002', '473821'], { minLength: 1 }),
});

/** The rows of one file, in order. */
function filesIn(rows: readonly RecordRevision[], fileOf: (row: RecordRevision) => string): RecordRevision[][] {
  const files = new Map<string, RecordRevision[]>();
  for (const row of rows) files.set(fileOf(row), [...(files.get(fileOf(row)) ?? []), row]);
  return [...files.values()];
}

function expectChained(file: readonly RecordRevision[]): void {
  file.forEach((row, index) => {
    expect(row.sequence).toBe(index + 1);
    expect(row.supersededOn).toBe(file[index + 1]?.changeDate ?? null);
    expect(row.changeDate < (row.supersededOn ?? '9999')).toBe(true);
  });
}

describe('residents', () => {
  test('every number of 50,000 people is valid, and no two people ever had the same one', () => {
    const numbers = new Map<string, string>();
    const codes = new Map<string, string>();
    const faults: string[] = [];
    for (const { id, nationalRows, firstResidentCode } of residents({ people: 50_000 })) {
      for (const row of nationalRows) {
        if (individualNumberFault(row.individualNumber) ?? residentCodeFault(row.residentCode)) faults.push(id);
        if ((numbers.get(row.individualNumber) ?? id) !== id) faults.push(id);
        if ((codes.get(row.residentCode) ?? id) !== id) faults.push(id);
        numbers.set(row.individualNumber, id);
        codes.set(row.residentCode, id);
      }
      if (nationalRows[0]?.residentCode !== firstResidentCode) faults.push(id);
    }
    expect(faults).toEqual([]);
    expect(numbers.size).toBeGreaterThan(50_000);
    expect(codes.size).toBeGreaterThan(50_000);
  });

  test('the same options give the same people, and fewer people are the beginning of more', () => {
    fc.assert(
      fc.property(options, fc.integer({ min: 0, max: 120 }), (option, count) => {
        expect(take(200, option).slice(0, count)).toEqual(take(count, option));
      }),
      { numRuns: 15 },
    );
  });

  test('another seed gives other people, but for the cast', () => {
    const [one, other] = [take(100, { seed: 'one' }), take(100, { seed: 'other' })];
    expect(one.slice(0, 11)).toEqual(other.slice(0, 11));
    expect(one.slice(11)).not.toEqual(other.slice(11));
    const names = new Set(one.map(({ latest }) => `${latest.name} ${latest.birthDate}`));
    expect(other.slice(11).filter(({ latest }) => names.has(`${latest.name} ${latest.birthDate}`))).toEqual([]);
  });

  test('in every file the rows follow each other without a gap, and one is current', () => {
    fc.assert(
      fc.property(options, (option) => {
        for (const { municipalRows, prefecturalRows, nationalRows } of residents({ ...option, people: 150 })) {
          filesIn(municipalRows, (row) => row.municipalityCode).forEach(expectChained);
          filesIn(prefecturalRows, (row) => row.prefectureCode).forEach(expectChained);
          expectChained(nationalRows);
        }
      }),
      { numRuns: 12 },
    );
  });

  test('the three tiers hold the same notices', () => {
    const notice = (row: RecordRevision) => ({ ...row, sequence: 0, supersededOn: null });
    for (const person of residents({ people: 500 })) {
      expect(person.municipalRows.map(notice)).toEqual(person.nationalRows.map(notice));
      expect(person.prefecturalRows.map(notice)).toEqual(person.nationalRows.map(notice));
      expect(person.latest).toBe(person.nationalRows.at(-1));
    }
  });

  test('everyone is a resident of one municipality at most, and of none after leaving or death', () => {
    for (const { municipalRows, latest } of residents({ people: 3000 })) {
      const present = municipalRows.filter((row) => row.supersededOn === null && row.changeKind !== 'DELETION');
      expect(present.map((row) => row.municipalityCode)).toEqual(
        latest.changeKind === 'DELETION' ? [] : [latest.municipalityCode],
      );
    }
  });

  test('every row is one that a register could hold', () => {
    fc.assert(
      fc.property(options, (option) => {
        for (const { nationalRows, foreign } of residents({ ...option, people: 200 })) {
          for (const row of nationalRows) {
            expect(option.municipalities).toContain(row.municipalityCode);
            expect(row.prefectureCode).toBe(prefectureOf(row.municipalityCode));
            expect(row.address.startsWith(addressHead(row.municipalityCode))).toBe(true);
            expect(row.changeKind).toBe(kindOf(row.changeReason));
            expect(row.changeDate >= row.birthDate && row.changeDate <= option.asOf).toBe(true);
            expect(row.changeReason === 'BIRTH').toBe(row.changeDate === row.birthDate);
            expect(row.nameKana === null).toBe(foreign);
            expect(row.alias === null || foreign).toBe(true);
          }
        }
      }),
      { numRuns: 12 },
    );
  });

  test('the default system has everything that the graph must show', () => {
    const people = take(defaults.people, {});
    const rows = people.flatMap(({ nationalRows }) => nationalRows);
    expect(people).toHaveLength(3000);
    expect(new Set(people.map(({ id }) => id)).size).toBe(3000);
    const some = (wanted: (row: RecordRevision) => boolean) => rows.filter(wanted).length;
    expect(some(({ name }) => /[\u{e0100}-\u{e01ef}]/u.test(name))).toBeGreaterThan(5);
    expect(some(({ alias }) => alias !== null)).toBeGreaterThan(5);
    expect(some(({ formerSurname }) => formerSurname !== null)).toBeGreaterThan(5);
    expect(some(({ previousIndividualNumber }) => previousIndividualNumber !== null)).toBeGreaterThan(5);
    expect(some(({ previousResidentCode }) => previousResidentCode !== null)).toBeGreaterThan(5);
    const reasons = new Set(rows.map(({ changeReason }) => changeReason));
    for (const reason of ['BIRTH', 'DEATH', 'MOVE_WITHIN', 'MOVE_OUT_ABROAD', 'EX_OFFICIO_CORRECTION'] as const) {
      expect(reasons).toContain(reason);
    }
    const prefectures = (person: SyntheticPerson) => new Set(person.nationalRows.map((row) => row.prefectureCode)).size;
    expect(people.filter((person) => prefectures(person) > 1).length).toBeGreaterThan(20);
    const moved = people.filter(
      ({ latest, nationalRows }) => latest.changeKind === 'DELETION' && nationalRows.length > 2,
    );
    expect(moved.length).toBeGreaterThan(5);
    for (const code of defaultMunicipalities) {
      expect([code, people.filter(({ latest }) => latest.municipalityCode === code).length > 300]).toEqual([
        code,
        true,
      ]);
    }
  });

  test('a household enters together, at one address', () => {
    const entries = new Map<string, Set<string>>();
    for (const { household, nationalRows } of residents({ people: 400 })) {
      const [first] = nationalRows;
      if (first === undefined || first.changeReason === 'BIRTH') continue;
      entries.set(household, (entries.get(household) ?? new Set()).add(`${first.changeDate} ${first.address}`));
    }
    const sizes = [...entries.values()].map(({ size }) => size);
    expect(sizes.length).toBeGreaterThan(100);
    expect(sizes.filter((size) => size === 1).length).toBeGreaterThan(sizes.length * 0.98);
  });

  test('millions are streamed: the first of them come at once', () => {
    const stream = residents({ people: 600_000_000 });
    expect(stream.next().value?.id).toBe('cast-toyonaka-mover');
    for (let count = 0; count < 20; count += 1) expect(stream.next().done).toBe(false);
  });

  test('the cast comes only where all its municipalities are in the system', () => {
    const ids = (municipalities: readonly string[]) => take(12, { municipalities }).map(({ id }) => id);
    expect(ids(['402036']).filter((id) => id.startsWith('cast'))).toEqual([]);
    expect(ids(['272051', '402036'])).toContain('cast-suita-to-kurume');
    expect(ids(['272051'])).not.toContain('cast-suita-to-kurume');
  });

  test.each([
    [{ people: -1 }, 'whole number'],
    [{ people: 1.5 }, 'whole number'],
    [{ people: Number.NaN }, 'whole number'],
    [{ people: 10 ** 12 }, 'whole number'],
    [{ municipalities: [] }, 'at least one municipality'],
    [{ municipalities: ['271004', '271012'] }, '271012'],
    [{ municipalities: ['270008'] }, '270008'],
    [{ asOf: '2015-12-31' }, '2016 or later'],
    [{ asOf: 'today' }, 'YYYY-MM-DD'],
  ])('refuses %j', (option, message) => {
    expect(() => residents(option).next()).toThrow(message);
  });

  test('takes a designated city, whose wards it refuses', () => {
    expect(municipality('271004')?.kind).toBe('designated-city');
    expect(take(1, { municipalities: ['271004'] })).toHaveLength(1);
    expect(take(0, {})).toEqual([]);
  });
});
