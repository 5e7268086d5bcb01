import { type IndividualNumber, kindOf, type ResidentCode } from '@juki/identifiers';
import { dateOf } from './days.ts';
import { drawSurname, formerSurnamesSince, fullName, type Household, type Member } from './household.ts';
import type { LifeEvent } from './life.ts';
import { elsewhere, moveBetween, type PlaceEvent, type World } from './places.ts';
import type { Random } from './random.ts';
import type { ResidentItems } from './record-revision.ts';

/** The numbers of one person: those of the beginning, and those for a change. */
export interface OwnNumbers {
  readonly individual: readonly [IndividualNumber, IndividualNumber];
  readonly code: readonly [ResidentCode, ResidentCode];
}

interface DatedEvent extends LifeEvent {
  readonly day: number;
}

const adult = Math.floor(18 * 365.25);

/** The places of one member: those of the household, until a grown child moves to another municipality of the system. */
function placesOf(random: Random, world: World, { places }: Household, member: Member): readonly PlaceEvent[] {
  if (!member.child || !random.chance(0.12)) return places;
  const day = member.birthDay + adult + random.below(3000);
  const before = places.filter((place) => place.day < day - 1);
  const last = before[before.length - 1];
  const municipality = before.findLast((place) => place.municipality !== undefined)?.municipality;
  const settled = last !== undefined && kindOf(last.reason) !== 'DELETION';
  if (!settled || municipality === undefined || day > world.asOf - 40) return places;
  const to = elsewhere(random, world, municipality);
  return to === undefined ? places : [...before, ...moveBetween(random, day, to)];
}

/** Where the household lived on a day, told as the entry of someone born there on it. */
function birth(places: readonly PlaceEvent[], day: number): DatedEvent | undefined {
  const before = places.filter((place) => place.day <= day);
  const last = before[before.length - 1];
  if (last === undefined || kindOf(last.reason) === 'DELETION') return undefined;
  const municipality = before.findLast((place) => place.municipality !== undefined)?.municipality;
  const address = before.findLast((place) => place.changes?.address !== undefined)?.changes?.address;
  if (municipality === undefined || address === undefined) return undefined;
  return { day, date: dateOf(day), reason: 'BIRTH', municipality, changes: { address } };
}

type Happening = Omit<LifeEvent, 'date'>;

function marriage(random: Random, member: Member, day: number): Happening {
  const surname = drawSurname(random);
  const recorded = day >= formerSurnamesSince && random.chance(0.5);
  const former = recorded ? { formerSurname: member.surname.text, formerSurnameKana: member.surname.kana } : {};
  return { reason: 'EX_OFFICIO_CORRECTION', changes: { ...fullName(surname, member.given), ...former } };
}

/** What besides moving happens to a member, at most one of each kind, on drawn days. */
function happenings(
  random: Random,
  {
    member,
    foreign,
    numbers,
    from,
    to,
  }: { member: Member; foreign: boolean; numbers: OwnNumbers; from: number; to: number },
): readonly (readonly [number, Happening])[] {
  const drawn: [number, Happening][] = [];
  const day = () => random.between(from, to);
  const age = (to - member.birthDay) / 365.25;
  if (!foreign && age > 20 && random.chance(member.sex === 'FEMALE' ? 0.03 : 0.004)) {
    const married = Math.max(day(), member.birthDay + adult);
    drawn.push([married, marriage(random, member, married)]);
  } else if (member.surname.variant !== undefined && !foreign && random.chance(0.6)) {
    const name = `${member.surname.variant}　${member.given.text}`;
    drawn.push([day(), { reason: 'MINOR_CORRECTION', changes: { name } }]);
  }
  if (random.chance(0.012)) {
    drawn.push([day(), { reason: 'INDIVIDUAL_NUMBER_REQUEST', changes: { individualNumber: numbers.individual[1] } }]);
  }
  if (random.chance(0.018)) {
    drawn.push([day(), { reason: 'RESIDENT_CODE_REQUEST', changes: { residentCode: numbers.code[1] } }]);
  }
  if (random.chance(age > 65 ? (age - 60) / 110 : 0.004)) drawn.push([day(), { reason: 'DEATH' }]);
  return drawn;
}

/** Puts a happening on the first day from its own on which nothing else happens, for events of one day have no order. */
function settleDays(places: readonly DatedEvent[], drawn: readonly (readonly [number, Happening])[]): DatedEvent[] {
  const events = [...places];
  for (const [wished, happening] of drawn) {
    let day = wished;
    while (events.some((event) => event.day === day)) day += 1;
    events.push({ day, date: dateOf(day), ...happening });
  }
  return events.sort((one, other) => one.day - other.day);
}

/** Drops what cannot be: corrections of someone who is away, and everything after death, here or elsewhere. */
function possible(events: readonly DatedEvent[]): readonly LifeEvent[] {
  const kept: LifeEvent[] = [];
  let resident = false;
  for (const { day: _, ...event } of events) {
    const kind = kindOf(event.reason);
    if ((kind === 'ENTRY') !== resident) {
      kept.push(event);
      resident = kind !== 'DELETION';
    }
    if (event.reason === 'DEATH') return kept;
  }
  return kept;
}

/** The first items of a member and everything that happened to it, in order; no events for one who never lived here. */
export function drawLife(
  random: Random,
  world: World,
  { household, member, numbers }: { household: Household; member: Member; numbers: OwnNumbers },
): { readonly before: ResidentItems; readonly events: readonly LifeEvent[] } {
  const places = placesOf(random, world, household, member);
  const born = member.birthDay >= household.places[0].day ? birth(places, member.birthDay) : undefined;
  const later = places.filter((place) => place.day > member.birthDay || member.birthDay < household.places[0].day);
  const own: readonly DatedEvent[] = born === undefined ? later : [born, ...later];
  const from = (own[0]?.day ?? world.start) + 1;
  const drawn =
    from >= world.asOf ? [] : happenings(random, { member, foreign: household.foreign, numbers, from, to: world.asOf });
  const before: ResidentItems = {
    name: member.name,
    nameKana: member.nameKana,
    formerSurname: null,
    formerSurnameKana: null,
    alias: member.alias,
    birthDate: dateOf(member.birthDay),
    sex: member.sex,
    address: '',
    individualNumber: numbers.individual[0],
    residentCode: numbers.code[0],
  };
  return { before, events: possible(settleDays(own, drawn)) };
}
