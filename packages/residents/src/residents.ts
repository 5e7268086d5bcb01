import { JukiError } from '@juki/errors';
import {
  keepsResidentRegister,
  type LocalGovernmentCode,
  municipality,
  parseLocalGovernmentCode,
} from '@juki/identifiers';
import { castUntil, defaultMunicipalities } from './cast.ts';
import { dayOf, isDate } from './days.ts';
import { drawHousehold } from './household.ts';
import { noticesOf } from './life.ts';
import { drawLife, type OwnNumbers } from './member-life.ts';
import { createNumbers, mostPeople, type Numbers } from './numbers.ts';
import type { World } from './places.ts';
import { createRandom, hashText } from './random.ts';
import { personOf, type SyntheticPerson } from './synthetic-person.ts';

/** Which people are made; every option has a default. */
export interface ResidentsOptions {
  readonly seed?: string;
  readonly people?: number;
  readonly municipalities?: readonly string[];
  /** The day up to which lives are told, `YYYY-MM-DD`. */
  readonly asOf?: string;
}

/** The day on which the files begin: 個人番号 were given out and 住民基本台帳法30条の6 took its present number. */
export const filesBegin = '2015-10-05';

/** What `residents()` makes without options. */
export const defaults = { seed: 'juki', people: 3000, asOf: '2026-10-01' } as const;

function refuse(message: string): never {
  throw new JukiError('CONFIGURATION_INVALID', message);
}

function knownMunicipality(code: string): LocalGovernmentCode {
  const body = municipality(code);
  if (body === undefined || !keepsResidentRegister(body)) {
    refuse(`Residents need municipalities that keep a 住民基本台帳; ${JSON.stringify(code)} is the code of none.`);
  }
  return parseLocalGovernmentCode(code);
}

function worldOf(codes: readonly string[], asOf: string): World {
  if (!isDate(asOf) || asOf < '2016-01-01')
    refuse('The day of the residents must be written YYYY-MM-DD, 2016 or later.');
  const [first, ...others] = codes.map(knownMunicipality);
  if (first === undefined) refuse('Residents need at least one municipality.');
  return { municipalities: [first, ...others], start: dayOf(filesBegin), asOf: dayOf(asOf) };
}

function numbersOf(numbers: Numbers, person: number): OwnNumbers {
  return {
    individual: [numbers.individualNumber(person, 'first'), numbers.individualNumber(person, 'second')],
    code: [numbers.residentCode(person, 'first'), numbers.residentCode(person, 'second')],
  };
}

/** Everyone of a seed, household after household, without end. */
function* everyone(seed: number, world: World, asOf: string): Generator<SyntheticPerson, never> {
  const numbers = createNumbers(seed);
  let index = 0;
  for (let household = 0; ; household += 1) {
    const random = createRandom(seed, household);
    const drawn = drawHousehold(random, world);
    for (const member of drawn.members) {
      const own = numbersOf(numbers, index);
      const { before, events } = drawLife(random, world, { household: drawn, member, numbers: own });
      const identity = {
        id: `person-${String(index).padStart(9, '0')}`,
        household: `household-${String(household).padStart(9, '0')}`,
        foreign: drawn.foreign,
        firstResidentCode: own.code[0],
        certificateSerial: null,
      };
      const person = personOf(identity, noticesOf(before, events, asOf));
      if (person !== undefined) {
        yield person;
        index += 1;
      }
    }
  }
}

/**
 * Streams the synthetic people: first the cast (those whose municipalities are all in the system), then as many as it
 * takes. One seed gives the same people in the same order, and fewer of them are the beginning of more. Nothing is kept
 * between people, so memory stays flat. Throws `CONFIGURATION_INVALID` on the first step for options that fit no register.
 */
export function* residents(options: ResidentsOptions = {}): Generator<SyntheticPerson, void> {
  const { seed = defaults.seed, people = defaults.people, asOf = defaults.asOf } = options;
  const world = worldOf(options.municipalities ?? defaultMunicipalities, asOf);
  if (!Number.isSafeInteger(people) || people < 0 || people > mostPeople) {
    refuse(`The number of people must be a whole number from 0 to ${mostPeople}.`);
  }
  const here = new Set<string>(world.municipalities);
  const players = castUntil(asOf).filter(({ nationalRows }) =>
    nationalRows.every(({ municipalityCode }) => here.has(municipalityCode)),
  );
  yield* players.slice(0, people);
  let left = people - players.length;
  for (const person of everyone(hashText(seed), world, asOf)) {
    if (left <= 0) return;
    left -= 1;
    yield person;
  }
}
