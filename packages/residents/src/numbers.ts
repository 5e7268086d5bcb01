import {
  type IndividualNumber,
  individualNumberCheckDigit,
  parseIndividualNumber,
  parseResidentCode,
  type ResidentCode,
  residentCodeCheckDigit,
} from '@juki/identifiers';
import { createPermutation } from './permutation.ts';
import { mix } from './random.ts';

/** The numbers of the synthetic people: the first of a person, and the one that may follow it. */
export type NumberSlot = 'first' | 'second';

/** Gives every person numbers that no other person of the run has, from the person's index alone. */
export interface Numbers {
  individualNumber(person: number, slot: NumberSlot): IndividualNumber;
  residentCode(person: number, slot: NumberSlot): ResidentCode;
}

// Bodies 123456789xx and 12345678xx belong to the cast, whatever the seed.
const castIndividual = 12_345_678_900;
const castCode = 1_234_567_800;
const castSize = 100;

/** More people than this would use up the indices below the reserved codes. */
export const mostPeople = castCode / 2;

function within(start: number): (value: number) => boolean {
  return (value) => value >= start && value < start + castSize;
}

function withIndividualCheckDigit(value: number): IndividualNumber {
  const body = String(value).padStart(11, '0');
  return parseIndividualNumber(`${body}${individualNumberCheckDigit(body)}`);
}

function withCodeCheckDigit(value: number): ResidentCode {
  const body = String(value).padStart(10, '0');
  return parseResidentCode(`${body}${residentCodeCheckDigit(body)}`);
}

function place(person: number, slot: NumberSlot): number {
  return person * 2 + (slot === 'first' ? 0 : 1);
}

/** The numbers of the people of a seed. */
export function createNumbers(seed: number): Numbers {
  const individual = createPermutation({
    seed: mix(seed ^ 0x1d),
    left: 100_000,
    right: 1_000_000,
    reserved: within(castIndividual),
  });
  const code = createPermutation({
    seed: mix(seed ^ 0xc0de),
    left: 100_000,
    right: 100_000,
    reserved: within(castCode),
  });
  return {
    individualNumber: (person, slot) => withIndividualCheckDigit(individual(place(person, slot))),
    residentCode: (person, slot) => withCodeCheckDigit(code(place(person, slot))),
  };
}

/** The numbers of the cast: the same for every seed, and easy to recognise. */
export const castNumbers: Numbers = {
  individualNumber: (person, slot) => withIndividualCheckDigit(castIndividual + person + (slot === 'first' ? 1 : 51)),
  residentCode: (person, slot) => withCodeCheckDigit(castCode + person + (slot === 'first' ? 1 : 51)),
};
