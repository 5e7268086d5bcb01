import { kindOf, type LocalGovernmentCode } from '@juki/identifiers';
import { drawAddress } from './addresses.ts';
import { dateOf } from './days.ts';
import type { LifeEvent } from './life.ts';
import type { Random } from './random.ts';

/** What the making of lives knows of its world; all days are numbers of `days.ts`. */
export interface World {
  readonly municipalities: readonly [LocalGovernmentCode, ...LocalGovernmentCode[]];
  /** The day on which the files begin: everyone who lives there then is entered. */
  readonly start: number;
  readonly asOf: number;
}

/** Who sets up a household: residents of which kind, and from which day on they are of age. */
export interface Founders {
  readonly foreign: boolean;
  readonly grown: number;
}

/** A change of place on a day, whole and in the order in which it is notified. */
export interface PlaceEvent extends LifeEvent {
  readonly day: number;
}

/** Of one household: who lives where from when. The first event is its entry. */
export type Places = readonly [PlaceEvent, ...PlaceEvent[]];

/** A place event of a day, with the new address where there is one. */
function placeEvent(day: number, event: Omit<LifeEvent, 'date'>): PlaceEvent {
  return { day, date: dateOf(day), ...event };
}

function entry(random: Random, day: number, reason: LifeEvent['reason'], to: LocalGovernmentCode): PlaceEvent {
  return placeEvent(day, { reason, municipality: to, changes: { address: drawAddress(random, to) } });
}

/** Leaves one municipality of the system and enters another on the next day (転出, 転入). */
export function moveBetween(random: Random, day: number, to: LocalGovernmentCode): readonly PlaceEvent[] {
  return [placeEvent(day, { reason: 'MOVE_OUT_DOMESTIC' }), entry(random, day + 1, 'MOVE_IN_DOMESTIC', to)];
}

/** Another municipality of the system, if it has another. */
export function elsewhere(random: Random, world: World, here: LocalGovernmentCode): LocalGovernmentCode | undefined {
  const others = world.municipalities.filter((code) => code !== here);
  return others[random.below(others.length)];
}

/** `grown` is the day on which the first member is of age: nobody sets up a household before that. */
function arrival(random: Random, world: World, { foreign, grown }: Founders): PlaceEvent {
  const home = random.pick(world.municipalities);
  const late = random.between(Math.max(world.start + 30, grown), world.asOf - 40);
  if (random.chance(foreign ? 0.6 : 0.03)) return entry(random, late, 'MOVE_IN_FROM_ABROAD', home);
  if (random.chance(0.18) || grown > world.start) return entry(random, late, 'MOVE_IN_DOMESTIC', home);
  return entry(random, world.start, 'EX_OFFICIO_ENTRY', home);
}

/** Out of the system, and for three in ten back again after half a year or more. */
function departure(random: Random, world: World, day: number, from: LocalGovernmentCode): readonly PlaceEvent[] {
  const abroad = random.chance(0.3);
  const out = placeEvent(day, { reason: abroad ? 'MOVE_OUT_ABROAD' : 'MOVE_OUT_DOMESTIC' });
  const back = day + random.between(200, 1500);
  if (!random.chance(0.3) || back > world.asOf - 40) return [out];
  return [out, entry(random, back, abroad ? 'MOVE_IN_FROM_ABROAD' : 'MOVE_IN_DOMESTIC', from)];
}

/** Draws where a household lives, from its entry to the last day but forty: what begins is also finished by then. */
export function drawPlaces(random: Random, world: World, founders: Founders): Places {
  const first = arrival(random, world, founders);
  const places: [PlaceEvent, ...PlaceEvent[]] = [first];
  let here = first.municipality ?? world.municipalities[0];
  let last = first;
  for (;;) {
    const day = last.day + random.between(120, 9000);
    if (day > world.asOf - 40) return places;
    const other = random.chance(0.22) ? elsewhere(random, world, here) : undefined;
    if (other !== undefined) {
      places.push(...moveBetween(random, day, other));
      here = other;
    } else if (random.chance(0.2)) {
      places.push(...departure(random, world, day, here));
    } else {
      places.push(placeEvent(day, { reason: 'MOVE_WITHIN', changes: { address: drawAddress(random, here) } }));
    }
    last = places[places.length - 1] ?? first;
    if (kindOf(last.reason) === 'DELETION') return places;
  }
}
