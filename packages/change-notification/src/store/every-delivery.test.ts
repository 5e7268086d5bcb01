import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { JukiError } from '@juki/errors';
import fc from 'fast-check';
import type { FileKind } from '../examine/examine.ts';
import type { Batch } from '../exchange/batch.ts';
import { type Draw, municipalities, type StoryEvent, steps, storyOf } from '../testing/story.ts';
import { prefectures, startNetwork, type TestNetwork, tiers } from './testing/network.ts';

// A restore makes a database anew, which a busy machine does slowly.
jest.setTimeout(240_000);

let network: TestNetwork;
beforeAll(async () => {
  network = await startNetwork();
}, 60_000);
afterAll(() => network.close());

const senders = [...municipalities, ...prefectures];
type Command =
  | { readonly do: 'hand'; readonly count: number }
  | {
      readonly do: 'send';
      readonly sender: number;
      readonly most: number;
      readonly lost: 'nothing' | 'batch' | 'receipt';
    }
  | { readonly do: 'again'; readonly which: number }
  | { readonly do: 'fetch'; readonly sender: number }
  | { readonly do: 'backUp' | 'restore'; readonly tier: FileKind };

const draw: fc.Arbitrary<Draw> = fc.record({
  who: fc.nat(2),
  step: fc.constantFrom(...steps, 'move', 'move', 'back'),
  to: fc.nat(3),
});
const sender = fc.nat(senders.length - 1);
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('hand' as const), count: fc.integer({ min: 1, max: 6 }) }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('send' as const),
      sender,
      most: fc.integer({ min: 1, max: 4 }),
      lost: fc.constantFrom('nothing' as const, 'nothing' as const, 'batch' as const, 'receipt' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('again' as const), which: fc.nat() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('fetch' as const), sender }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom('backUp' as const, 'restore' as const),
      tier: fc.constantFrom(...tiers),
    }),
  },
);
const births: readonly Draw[] = [0, 1, 2].map((who) => ({ who, step: 'birth', to: who }));

const tierOf = (body: string): FileKind => (municipalities.some((one) => one === body) ? 'municipal' : 'prefectural');
const above = (body: string): FileKind => (tierOf(body) === 'municipal' ? 'prefectural' : 'national');

/** One run: a story handed in and delivered as the commands say. */
function run(story: readonly StoryEvent[]) {
  const handed = new Map(municipalities.map((code) => [String(code), 0]));
  const queues = new Map(
    municipalities.map((code) => [
      String(code),
      story.filter(({ event }) => event.municipalityCode === code).map(({ event }) => event),
    ]),
  );
  const batches: Batch[] = [];
  let told = 0;

  /** A sender that was restored halts, and its operator lets it adopt what its receiver holds. */
  async function orAdopt(body: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (fault) {
      if (!(fault instanceof JukiError && fault.code === 'CHANGE_SENDER_HALTED')) throw fault;
      for (let done = false; !done; ) {
        const { confirmed } = await network.store(tierOf(body)).sendingState(body);
        const state = await network.store(above(body)).receivedFrom(body, confirmed + 1, 2);
        done = await network.store(tierOf(body)).adopt(body, state);
      }
    }
  }

  async function send(body: string, most: number, lost: 'nothing' | 'batch' | 'receipt'): Promise<boolean> {
    let sent = false;
    await orAdopt(body, async () => {
      const batch = await network.store(tierOf(body)).nextBatch(body, most);
      if (batch === null) return;
      sent = true;
      batches.push(batch);
      if (lost === 'batch') return;
      const receipt = await network.store(above(body)).receive(batch);
      if (lost === 'nothing') await network.store(tierOf(body)).noteReceipt(receipt);
    });
    return sent;
  }

  async function fetch(body: string): Promise<boolean> {
    let news = false;
    await orAdopt(body, async () => {
      const cursor = await network.store(tierOf(body)).decisionCursor(body);
      const late = await network.store(above(body)).decisionsAfter(body, cursor, 3);
      await network.store(tierOf(body)).noteDecisions(body, late);
      news = late.decisions.length > 0;
    });
    return news;
  }

  async function hand(count: number): Promise<void> {
    // A registry that hands in again after a restore begins at its beginning: what is known is answered as before.
    for (const [code, queue] of queues) {
      const already = handed.get(code) ?? 0;
      const upTo = story.slice(0, told).filter(({ event }) => event.municipalityCode === code).length;
      if (already < upTo) {
        await network.store('municipal').accept(code, queue.slice(already, upTo));
        handed.set(code, upTo);
      }
    }
    for (const { event, after } of story.slice(told, told + count)) {
      if (after) await settle();
      const [answer] = await network.store('municipal').accept(event.municipalityCode, [event]);
      expect(answer).toMatchObject({ outcome: 'ACCEPTED' });
      told += 1;
      handed.set(event.municipalityCode, (handed.get(event.municipalityCode) ?? 0) + 1);
    }
  }

  async function settle(): Promise<void> {
    if ([...queues].some(([code]) => (handed.get(code) ?? 0) < toldOf(code))) await hand(0);
    for (let moved = true; moved; ) {
      moved = false;
      for (const body of senders) {
        while (await fetch(body)) moved = true;
        while (await send(body, 3, 'nothing')) moved = true;
      }
    }
  }

  const toldOf = (code: string) => story.slice(0, told).filter(({ event }) => event.municipalityCode === code).length;

  async function obey(one: Command): Promise<void> {
    switch (one.do) {
      case 'hand':
        return hand(one.count);
      case 'send':
        await send(senders[one.sender] ?? '', one.most, one.lost);
        return;
      case 'fetch':
        await fetch(senders[one.sender] ?? '');
        return;
      case 'again': {
        const batch = batches[one.which % Math.max(1, batches.length)];
        if (batch === undefined) return;
        await orAdopt(batch.sender, async () => {
          const receipt = await network.store(above(batch.sender)).receive(batch);
          await network.store(tierOf(batch.sender)).noteReceipt(receipt);
        });
        return;
      }
      case 'backUp':
        return network.backUp(one.tier);
      case 'restore':
        await network.restore(one.tier);
        if (one.tier === 'municipal') for (const code of handed.keys()) handed.set(code, 0);
    }
  }

  return { obey, settle, hand, all: () => hand(story.length) };
}

/** Rows without what a restore may change: the id that the CS gave. Those of refused events stand in the municipality only. */
async function views(story: readonly StoryEvent[]) {
  const codes = new Set(story.map(({ event }) => event.residentCode));
  const read = async (tier: FileKind) =>
    (await network.view(tier))
      .map((text): Record<string, string> => JSON.parse(text))
      .filter(({ code, name }) => codes.has(code ?? '') && name !== '誤り')
      .map(({ record_id: _, ...row }) => JSON.stringify(row))
      .sort();
  return Promise.all(tiers.map(read));
}

async function currentAt(tier: FileKind, story: readonly StoryEvent[]): Promise<readonly string[]> {
  const refs = await network.ask(
    tier,
    `SELECT ref, municipality_code, change_reason, address FROM identity_record
     WHERE superseded_on IS NULL ORDER BY ref, municipality_code`,
  );
  const addresses = new Set(story.map(({ event }) => event.address));
  return refs
    .filter(({ address }) => addresses.has(String(address)))
    .map(({ ref, municipality_code, change_reason }) =>
      [ref instanceof Buffer ? ref.toString('hex') : '', municipality_code, change_reason].join(' '),
    );
}

test('however events are cut, delivered, lost, repeated and restored, the three files come to the same', async () => {
  for (const tier of tiers) await network.backUp(tier);
  let applied = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(draw, { minLength: 4, maxLength: 24 }),
      fc.array(command, { minLength: 5, maxLength: 30 }),
      async (draws, commands) => {
        const story = storyOf([...births, ...draws]);
        const going = run(story);
        for (const tier of tiers) await network.backUp(tier);
        for (const one of commands) await going.obey(one);
        await going.all();
        await going.settle();

        const [municipal, prefectural, national] = await views(story);
        expect(prefectural).toEqual(municipal);
        expect(national).toEqual(municipal);
        expect(national).toHaveLength(story.filter(({ event }) => event.name !== '誤り').length);
        applied += story.length;

        // What the last sound event of each person says is what the nation knows.
        const wrong = story.filter(({ event }) => event.name === '誤り').map(({ event }) => event.eventId);
        const refusals = await Promise.all(
          municipalities.map((code) => network.store('municipal').refusals(code, 'all')),
        );
        const mine = refusals.flat().filter(({ eventId }) => story.some(({ event }) => event.eventId === eventId));
        expect(mine.map(({ eventId }) => eventId).sort()).toEqual(wrong.sort());
        const current = await currentAt('national', story);
        expect(new Set(current.map((text) => text.split(' ')[0])).size).toBe(current.length);
      },
    ),
    { numRuns: 6, endOnFailure: true },
  );
  expect(applied).toBeGreaterThan(0);
}, 240_000);
