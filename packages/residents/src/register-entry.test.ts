import { describe, expect, test } from '@jest/globals';
import { cast } from './cast.ts';
import { registered } from './register-entry.ts';
import { residents } from './residents.ts';

const asOf = '2026-10-01';
const everyone = [...registered(residents({ people: 600 }), asOf)];
const entries = everyone.flatMap((one) => one.entries);

describe('the further items of the 住民票', () => {
  test('stand once for each person and municipality, and are the same every time', () => {
    expect([...registered(residents({ people: 600 }), asOf)].flatMap((one) => one.entries)).toEqual(entries);
    for (const { person, entries: own } of everyone) {
      const codes = new Set(person.municipalRows.map((row) => row.municipalityCode));
      expect(own.map(({ municipalityCode }) => municipalityCode)).toEqual([...codes]);
    }
  });

  test('give every household one householder, who is called so, and nobody else', () => {
    const households = new Set(entries.map(({ household }) => household));
    expect(households.size).toBeGreaterThan(100);
    for (const one of households) {
      const members = entries.filter(({ household }) => household === one);
      expect(members.filter(({ householder }) => householder)).toHaveLength(1);
      for (const { householder, relation } of members) expect(relation === '世帯主').toBe(householder);
    }
    expect(new Set(entries.map(({ relation }) => relation))).toEqual(new Set(['世帯主', '妻', '夫', '子']));
  });

  test('hold a family register for Japanese residents and none for foreign ones', () => {
    for (const { person, entries: own } of everyone) {
      for (const { familyRegister } of own) expect(familyRegister === null).toBe(person.foreign);
    }
  });

  test('name a former address and a day of notification for those who moved in, and for nobody else', () => {
    for (const { notifiedOn, previousAddress } of entries) expect(notifiedOn === null).toBe(previousAddress === null);
    expect(entries.some(({ previousAddress }) => previousAddress !== null)).toBe(true);
  });

  test('insure nobody twice, and pay pensions to no child', () => {
    for (const entry of entries) expect(entry.lateElderlyMedical && entry.nationalHealthInsurance).toBe(false);
    const child = everyone.find(({ person }) => person.latest.birthDate > '2012');
    expect(child?.entries[0]).toMatchObject({ pension: null, longTermCare: false });
  });

  test('protect few, and whole households', () => {
    const guarded = everyone.filter(({ protection }) => protection !== null);
    expect(guarded.map(({ person }) => person.id)).toContain('cast-glyph-name');
    expect(guarded.length).toBeLessThan(everyone.length / 20);
  });

  test('of the cast say that everybody who lives here has a card', () => {
    const [mover] = registered([cast.toyonakaMover], asOf);
    expect(mover?.entries[0]).toMatchObject({ householder: true, addressSince: '2023-03-27', removedOn: null });
    expect(mover?.entries[0]?.card?.issuedOn).toMatch(/^202/);
    const [gone] = registered([cast.departed], asOf);
    expect(gone?.entries[0]).toMatchObject({ card: null, removedOn: '2023-08-31' });
  });
});
