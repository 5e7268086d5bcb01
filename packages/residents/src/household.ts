import { dateOf, dayOf } from './days.ts';
import { foreignNames } from './foreign-names.ts';
import { givenNames, type Surname, surnames, surnamesWithGlyph, type WrittenName } from './japanese-names.ts';
import { drawPlaces, type Places, type World } from './places.ts';
import type { Random } from './random.ts';
import type { Sex } from './record-revision.ts';

/** A member of a household before anything happened to it. */
export interface Member {
  readonly name: string;
  readonly nameKana: string | null;
  readonly alias: string | null;
  readonly given: WrittenName;
  readonly surname: Surname;
  readonly birthDay: number;
  readonly sex: Sex;
  readonly child: boolean;
}

/** A household (世帯): its members and where they live together. */
export interface Household {
  readonly foreign: boolean;
  readonly members: readonly Member[];
  readonly places: Places;
}

/** Surname and given name with the wide space between them that registers put there. */
export function fullName(
  surname: WrittenName,
  given: WrittenName,
): { readonly name: string; readonly nameKana: string } {
  return { name: `${surname.text}　${given.text}`, nameKana: `${surname.kana}　${given.kana}` };
}

/** Draws a Japanese surname; one in thirty has a glyph variant. */
export function drawSurname(random: Random): Surname {
  return random.chance(0.03) ? random.pick(surnamesWithGlyph) : random.pickSkewed(surnames);
}

function drawGiven(random: Random, sex: Sex, birthDay: number): WrittenName {
  const born = dateOf(birthDay);
  const time = givenNames.find(({ from }) => from <= born) ?? givenNames[0];
  return random.pick(time[sex]);
}

interface Place {
  readonly sex: Sex;
  readonly birthDay: number;
  readonly child: boolean;
}

const year = 365.25;

function adultAge(random: Random): number {
  return Math.floor((20 + random.below(50) + (random.chance(0.35) ? random.below(28) : 0)) * year) + random.below(365);
}

/** Who belongs to the household, oldest first: alone, a couple, parents with children, one parent with children. */
function drawPlan(random: Random, asOf: number): readonly Place[] {
  const type = random.below(100);
  const age = adultAge(random);
  const first: Place = { sex: random.chance(0.5) ? 'FEMALE' : 'MALE', birthDay: asOf - age, child: false };
  const plan = [first];
  if (type >= 36 && type < 88) {
    const birthDay = Math.min(first.birthDay + random.between(-2200, 2200), asOf - Math.floor(20 * year));
    plan.push({ sex: first.sex === 'MALE' ? 'FEMALE' : 'MALE', birthDay, child: false });
  }
  if (type >= 58) {
    const youngest = Math.max(...plan.map(({ birthDay }) => birthDay));
    const children = 1 + random.below(3);
    for (let child = 0, birthDay = youngest; child < children; child += 1) {
      birthDay += Math.floor((child === 0 ? random.between(20, 32) : 1.2 + random.below(5)) * year) + random.below(300);
      if (birthDay >= asOf - 40) break;
      plan.push({ sex: random.chance(0.49) ? 'FEMALE' : 'MALE', birthDay, child: true });
    }
  }
  return plan;
}

function japanese(random: Random, surname: Surname, place: Place): Member {
  const given = drawGiven(random, place.sex, place.birthDay);
  return { ...place, ...fullName(surname, given), surname, given, alias: null };
}

function foreigner(random: Random, family: string, given: readonly [string, ...string[]], place: Place): Member {
  const surname = drawSurname(random);
  const inJapanese = drawGiven(random, place.sex, place.birthDay);
  return {
    ...place,
    name: `${family} ${random.pick(given)}`,
    nameKana: null,
    alias: random.chance(0.45) ? fullName(surname, inJapanese).name : null,
    surname,
    given: inJapanese,
  };
}

/** Draws a household: three in a hundred are of foreign residents. */
export function drawHousehold(random: Random, world: World): Household {
  const foreign = random.chance(0.03);
  const plan = drawPlan(random, world.asOf);
  const grown = Math.min(...plan.map(({ birthDay }) => birthDay)) + Math.floor(18 * year);
  const places = drawPlaces(random, world, { foreign, grown });
  if (!foreign) {
    const surname = drawSurname(random);
    return { foreign, places, members: plan.map((place) => japanese(random, surname, place)) };
  }
  const names = random.pick(foreignNames);
  const family = random.pick(names.family);
  return { foreign, places, members: plan.map((place) => foreigner(random, family, names.given[place.sex], place)) };
}

/** Since then a 旧氏 can be recorded (令30条の13; 2019-11-05). */
export const formerSurnamesSince = dayOf('2019-11-05');
