import type { ChangeEvent } from '../event/change-event.ts';
import { codeOf, event, numberOf } from '../event/event.test-data.ts';

export const toyonaka = '272035';
export const suita = '272051';
const kurume = '402036';
const iizuka = '402052';
/** Two prefectures, two municipalities each. */
export const municipalities = [toyonaka, suita, kurume, iizuka] as const;

/** What a person of a story may do next; a draw decides among what is possible. */
export const steps = ['birth', 'within', 'name', 'number', 'code', 'move', 'abroad', 'back', 'wrong', 'death'] as const;

/** One draw of a story: who, what, and where to. */
export interface Draw {
  readonly who: number;
  readonly step: (typeof steps)[number];
  readonly to: number;
}

interface Person {
  home: string | undefined;
  born: boolean;
  dead: boolean;
  changes: number;
  items: Partial<ChangeEvent>;
  firstCode: string;
  /** Whether the person ever came back to where they had been. */
  returned: boolean;
  /** Prefectures and municipalities in which the person was ever entered. */
  readonly seen: Set<string>;
}

/** An event of a story; `after` where everything before it must have arrived first. */
export interface StoryEvent {
  readonly event: ChangeEvent;
  readonly after: boolean;
}

let stories = 0;

/** Turns draws into events that a careful registry would hand in, with some that it would not: those named 誤り. */
export function storyOf(draws: readonly Draw[]): readonly StoryEvent[] {
  stories += 1;
  const story = stories;
  let numbers = story * 100_000;
  const people = new Map<number, Person>();
  const told: StoryEvent[] = [];

  function personOf(who: number): Person {
    const known = people.get(who);
    if (known !== undefined) return known;
    numbers += 1;
    const items = { individualNumber: numberOf(numbers), residentCode: codeOf(numbers), address: '一丁目' };
    const person = {
      home: undefined,
      born: false,
      dead: false,
      changes: 0,
      items,
      firstCode: items.residentCode,
      returned: false,
      seen: new Set<string>(),
    };
    people.set(who, person);
    return person;
  }

  function tell(person: Person, more: Partial<ChangeEvent>, after = false): void {
    const municipalityCode = more.municipalityCode ?? person.home ?? municipalities[0];
    const eventId = `story-${story}-${told.length}`;
    told.push({ event: event({ ...person.items, municipalityCode, eventId, ...more }), after });
  }

  function enter(person: Person, home: string, more: Partial<ChangeEvent>, from: string | undefined): void {
    // Who comes back, to a municipality or into a file from outside it, must not overtake what is yet to be heard, nor be
    // overtaken by what comes after (README, Limits).
    const prefecture = home.slice(0, 2);
    const abroad = from === undefined && more.changeReason !== 'BIRTH';
    const outside = person.seen.has(prefecture) && from?.slice(0, 2) !== prefecture;
    person.returned ||= abroad || outside || person.seen.has(home);
    person.home = home;
    person.seen.add(prefecture).add(home);
    person.items = { ...person.items, address: `${home}の${person.changes}` };
    tell(
      person,
      { ...more, ...(more.changeReason === 'BIRTH' ? {} : { firstResidentCode: person.firstCode }) },
      person.returned,
    );
  }

  for (const { who, step, to } of draws) {
    const person = personOf(who);
    const home = municipalities[to % municipalities.length] ?? municipalities[0];
    person.changes += 1;
    if (person.dead) continue;
    if (person.home === undefined) {
      if (step === 'birth' && !person.born) enter(person, home, { changeReason: 'BIRTH' }, undefined);
      if (step === 'back' && person.born) enter(person, home, { changeReason: 'MOVE_IN_FROM_ABROAD' }, undefined);
      person.born ||= step === 'birth';
      continue;
    }
    const before = person.items;
    switch (step) {
      case 'within':
        person.items = { ...before, address: `番地${person.changes}` };
        tell(person, { changeReason: 'MOVE_WITHIN' });
        break;
      case 'name':
        person.items = { ...before, name: `住基　${'花'.repeat(1 + (person.changes % 5))}${person.changes}子` };
        tell(person, { changeReason: 'EX_OFFICIO_CORRECTION' });
        break;
      case 'number':
        numbers += 1;
        person.items = { ...before, individualNumber: numberOf(numbers) };
        tell(person, {
          changeReason: 'INDIVIDUAL_NUMBER_REQUEST',
          previousIndividualNumber: before.individualNumber ?? null,
        });
        break;
      case 'code':
        numbers += 1;
        person.items = { ...before, residentCode: codeOf(numbers) };
        tell(person, { changeReason: 'RESIDENT_CODE_REQUEST', previousResidentCode: before.residentCode ?? null });
        break;
      case 'move': {
        if (home === person.home) break;
        const movedFrom = person.home;
        tell(person, { changeReason: 'MOVE_OUT_DOMESTIC' });
        enter(person, home, { changeReason: 'MOVE_IN_DOMESTIC', movedFrom }, movedFrom);
        break;
      }
      case 'abroad':
        tell(person, { changeReason: 'MOVE_OUT_ABROAD' });
        person.home = undefined;
        break;
      case 'death':
        tell(person, { changeReason: 'DEATH' });
        person.dead = true;
        break;
      case 'wrong':
        tell(person, { changeReason: 'MOVE_WITHIN', name: '誤り', address: `誤り${person.changes}` });
        break;
      default:
        break;
    }
  }
  return told;
}
