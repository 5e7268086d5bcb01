import { expect, test } from '@jest/globals';
import { machines, operators } from '@juki/directory';
import { readCatalogue } from '@juki/legal-basis/files';
import { developmentRights } from './development-rights.ts';

const rights = developmentRights(readCatalogue({ profile: 'development' }));
const purposesOf = (operator: string) =>
  rights.filter((right) => right.operator === operator).map(({ purpose }) => purpose);

test('everybody in the directory may state something', () => {
  expect([...operators, ...machines].filter(({ id }) => purposesOf(id).length === 0)).toEqual([]);
});

test('an officer holds the purposes of the own agency, and not those of another', () => {
  expect(purposesOf('osaka-education-officer')).toContain('juki-b6-2');
  expect(purposesOf('osaka-education-officer')).not.toContain('consistency-check');
  expect(purposesOf('jlis-consistency-officer')).toContain('consistency-check');
  expect(purposesOf('jlis-consistency-officer')).not.toContain('juki-b6-2');
  expect(purposesOf('toyonaka-clerk')).toContain('municipal-register');
  expect(purposesOf('toyonaka-clerk')).not.toContain('juki-b6-2');
});

test('a CS notifies the governor; the register system beside it hands in what was entered and nothing else', () => {
  expect(purposesOf('cs-272035')).toEqual(
    expect.arrayContaining(['juki-update-muni-pref', 'juki-move-exchange', 'juki-register-intake']),
  );
  expect(purposesOf('register-272035')).toEqual(['juki-register-intake']);
  expect(purposesOf('register-272035')).not.toContain('juki-update-muni-pref');
});

test('only the analyst of the sandbox may state everything', () => {
  expect(rights.filter(({ purpose }) => purpose === '*')).toEqual([
    { operator: 'analyst', agency: 'sandbox', purpose: '*' },
  ]);
});
