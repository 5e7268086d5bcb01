import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Notification } from '../exchange/notification.ts';
import { type Draw, municipalities, type StoryEvent, steps, storyOf } from '../testing/story.ts';
import { notify, openFile } from './change-file.test-data.ts';
import type { Settled } from './settled.ts';

const draw: fc.Arbitrary<Draw> = fc.record({
  who: fc.nat(3),
  step: fc.constantFrom(...steps, 'move', 'move', 'back'),
  to: fc.nat(3),
});
const story = fc
  .array(draw, { maxLength: 40 })
  .map((draws) => storyOf([...[0, 1, 2, 3].map((who): Draw => ({ who, step: 'birth', to: who })), ...draws]));
/** Who is heard next, again and again. */
const turns = fc.array(fc.nat(), { minLength: 1, maxLength: 200 });

/** How the test is made to break a rule, to show that it would notice. */
type Broken = 'nothing' | 'duplicates-are-applied' | 'order-is-not-kept' | 'nobody-waits';

interface Sent {
  readonly place: number;
  readonly notification: Notification;
}

/** Hears a story in the order of the turns: two prefectures, and a nation that hears what they applied. */
function hear(told: readonly StoryEvent[], order: readonly number[], broken: Broken) {
  const notifications = told.map(({ event }, place): Sent => ({ place, notification: notify(event) }));
  const queues = municipalities.map((code) =>
    notifications.filter(({ notification }) => notification.municipalityCode === code),
  );
  const covers = broken === 'nobody-waits' ? () => false : undefined;
  const prefectures = ['27', '40'].map((code) =>
    openFile('prefectural', covers ?? ((other) => other.startsWith(code))),
  );
  const nation = openFile('national', covers);
  const upward: Sent[][] = [[], []];
  const heard = new Set<string>();
  const settled: Settled[] = [];
  const pending = () => new Set([...queues, ...upward].flat().map(({ place }) => place));

  /** A tier answers what it knows as before, and takes in nothing twice. */
  function take(file: ReturnType<typeof openFile>, name: string, notification: Notification): readonly Settled[] {
    const key = `${name} ${notification.eventId}`;
    if (heard.has(key) && broken !== 'duplicates-are-applied') return [];
    heard.add(key);
    const answers = file.take(notification);
    settled.push(...answers);
    return answers;
  }

  let turn = 0;
  while (pending().size > 0) {
    const still = pending();
    const open = [...queues, ...upward].filter((queue) => {
      const [head] = queue;
      if (head === undefined) return false;
      return !told[head.place]?.after || ![...still].some((place) => place < head.place);
    });
    const next = order[turn % order.length] ?? 0;
    turn += 1;
    const queue = open[next % open.length];
    if (queue === undefined) throw new TypeError('a story goes on');
    const [one] = broken === 'order-is-not-kept' ? queue.splice(-1) : queue.splice(0, 1);
    if (one === undefined) throw new TypeError('a story goes on');
    const { notification } = one;
    const times = next % 3 === 0 ? 2 : 1;
    for (let time = 0; time < times; time += 1) {
      if (upward.includes(queue)) take(nation, 'nation', notification);
      else {
        const which = notification.municipalityCode.startsWith('27') ? 0 : 1;
        const file = prefectures[which];
        const answers = file === undefined ? [] : take(file, String(which), notification);
        for (const { outcome, incoming } of answers) {
          if (outcome !== 'APPLIED') continue;
          const place = notifications.findIndex(({ notification: known }) => known === incoming.notification);
          upward[which]?.push({ place, notification: incoming.notification });
        }
      }
    }
  }
  return { nation, prefectures, settled };
}

function endsRight(told: readonly StoryEvent[], order: readonly number[], broken: Broken = 'nothing'): void {
  const { nation, prefectures, settled } = hear(told, order, broken);
  const sound = told.filter(({ event }) => event.name !== '誤り').map(({ event }) => event.eventId);
  const wrong = told.filter(({ event }) => event.name === '誤り').map(({ event }) => event.eventId);
  const outcomes = (wanted: string) =>
    settled.filter(({ outcome }) => outcome === wanted).map(({ incoming }) => incoming.notification.eventId);
  // Applied once by a prefecture and once by the nation; refused once, and by whom first heard it.
  expect(outcomes('APPLIED').sort()).toEqual([...sound, ...sound].sort());
  expect(outcomes('REFUSED').sort()).toEqual(wrong.sort());
  expect([...nation.memory.waiting.values()].flat()).toEqual([]);
  const rows = (files: readonly ReturnType<typeof openFile>[]) =>
    files.flatMap(({ book }) => book.changes().added.map(({ recordId, ref }) => `${ref} ${recordId}`)).sort();
  expect(rows([nation])).toEqual(rows(prefectures));
  const last = new Map(
    told.filter(({ event }) => event.name !== '誤り').map(({ event }) => [event.individualNumber, event] as const),
  );
  for (const { individualNumber, changeReason, address } of nation.memory.currents.values()) {
    expect(last.get(individualNumber)).toMatchObject({ changeReason, address });
  }
}

test('in whatever order municipalities and prefectures are heard, the files end the same', () => {
  fc.assert(
    fc.property(story, turns, (told, order) => endsRight(told, order)),
    { numRuns: 300 },
  );
});

test.each(['duplicates-are-applied', 'order-is-not-kept', 'nobody-waits'] as const)(
  'this would be noticed: %s',
  (broken) => {
    const result = fc.check(
      fc.property(story, turns, (told, order) => endsRight(told, order, broken)),
      { numRuns: 300, endOnFailure: true },
    );
    expect(result.failed).toBe(true);
  },
);
