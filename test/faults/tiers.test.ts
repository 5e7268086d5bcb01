import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Answer, type Caller, startTestSystem, type TestSystem } from '@juki/testing';
import { cast, fourItems, searchIn } from '../journeys/people.ts';

/** A part that is down, or hangs, costs its own part of an answer and no more; and comes back without a restart. */

let system: TestSystem;
beforeAll(async () => {
  system = await startTestSystem();
}, 120_000);
afterAll(() => system?.remove(), 60_000);

const moved = cast.suitaToKurume.latest;
const sideBySide = {
  purpose: 'consistency-check',
  query: `query ($key: NationalSearchKey!) { nationalSearch(key: $key) { people {
    municipalRecord { name } prefecturalRecord { name } nationalRecord { name } } } }`,
  variables: fourItems(moved),
};
const search = {
  purpose: 'juki-b6-2',
  case: 'R8-0001',
  query: searchIn('prefectural', 'name'),
  variables: fourItems(cast.toyonakaMover.latest),
};
const name = { name: moved.name };
const codes = ({ errors }: Answer) => errors.map(({ extensions }) => extensions['code']);
const person = ({ data }: Answer) => data?.nationalSearch?.people?.[0];

/** Asks until the answer is as wanted. */
async function until(ask: () => Promise<Answer>, wanted: (answer: Answer) => boolean, forMs = 10_000): Promise<Answer> {
  const deadline = performance.now() + forMs;
  for (;;) {
    const answer = await ask();
    if (wanted(answer)) return answer;
    if (performance.now() > deadline) throw new Error(`still ${answer.status} ${answer.text} after ${forMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
const isWhole = (answer: Answer) => answer.status === 200 && answer.errors.length === 0;

describe('a tier that is down', () => {
  test.each(['municipal', 'prefectural'] as const)(
    '%s: the other tiers’ parts stand',
    async (tier) => {
      const officer = await system.operator('jlis-consistency-officer');
      expect(person(await officer.asks(sideBySide))).toEqual({
        municipalRecord: name,
        prefecturalRecord: name,
        nationalRecord: name,
      });
      await system.services[tier].kill();
      const during = await officer.asks(sideBySide);
      expect(during.status).toBe(200);
      expect(person(during)).toEqual({
        municipalRecord: name,
        prefecturalRecord: name,
        nationalRecord: name,
        [`${tier}Record`]: null,
      });
      expect(codes(during)).toEqual(['SUBGRAPH_UNAVAILABLE']);
      expect(during.errors[0]?.extensions['subgraph']).toBe(tier);
      await system.services[tier].start();
      expect(isWhole(await until(() => officer.asks(sideBySide), isWhole))).toBe(true);
    },
    30_000,
  );

  test('where the tier that searches is down, nothing is answered, and nothing of another tier is asked', async () => {
    const officer = await system.operator('jlis-consistency-officer');
    await system.services.national.kill();
    const during = await officer.asks(sideBySide);
    expect([during.data, codes(during)]).toEqual([{ nationalSearch: null }, ['SUBGRAPH_UNAVAILABLE']]);
    await system.services.national.start();
    await until(() => officer.asks(sideBySide), isWhole);
  }, 30_000);
});

test('a tier that hangs is given up in bounded time, for a hundred callers at once too, and comes back', async () => {
  const officer = await system.operator('jlis-consistency-officer');
  const pid = system.services.prefectural.pid;
  if (pid === undefined) throw new Error('the prefectural tier does not run');
  process.kill(pid, 'SIGSTOP');
  try {
    const took: number[] = [];
    const answers = await Promise.all(
      Array.from({ length: 100 }, async () => {
        const began = performance.now();
        const answer = await officer.asks(sideBySide);
        took.push(performance.now() - began);
        return answer;
      }),
    );
    for (const answer of answers) {
      expect(person(answer)).toEqual({ municipalRecord: name, prefecturalRecord: null, nationalRecord: name });
      expect(codes(answer)).toEqual(['SUBGRAPH_UNAVAILABLE']);
    }
    expect(Math.max(...took)).toBeLessThan(13_000);
  } finally {
    process.kill(pid, 'SIGCONT');
  }
  await until(() => officer.asks(sideBySide), isWhole);
}, 60_000);

describe('the identity provider', () => {
  test('while it is down, callers who are known go on; where nobody is known yet, the error says whose fault it is', async () => {
    const officer = await system.operator('osaka-education-officer');
    expect(isWhole(await officer.asks(search))).toBe(true);
    await system.services.identity.kill();
    expect(isWhole(await officer.asks(search))).toBe(true);

    await system.services.gateway.kill();
    await system.services.gateway.start();
    const stranger = await officer.asks(search);
    expect([stranger.status, stranger.data, codes(stranger)]).toEqual([503, undefined, ['IDENTITY_UNAVAILABLE']]);

    await system.services.identity.start();
    await until(() => officer.asks(search), isWhole);
  }, 30_000);

  test('a key that it rotates is followed, and tokens of the last one are good until they expire', async () => {
    const before = await system.operator('osaka-education-officer');
    expect(isWhole(await before.asks(search))).toBe(true);
    const { pid } = system.services.identity;
    if (pid === undefined) throw new Error('the identity provider does not run');
    process.kill(pid, 'SIGHUP');
    const after = await newKey(before);
    expect(keyOf(after)).not.toBe(keyOf(before));
    // A key set is asked for again at most every ten seconds, so that invented key ids are no flood on the provider.
    await until(() => after.asks(search), isWhole, 25_000);
    expect(isWhole(await before.asks(search))).toBe(true);
    // Not only remembered: a process that sees it for the first time believes it too.
    await system.services.gateway.kill();
    await system.services.gateway.start();
    expect(isWhole(await before.asks(search))).toBe(true);
  }, 60_000);
});

test('the ledger of rights out of reach: no right is confirmed any more, and all goes on when it is back', async () => {
  const officer = await system.operator('osaka-education-officer');
  await until(() => officer.asks(search), isWhole);
  await system.databases.data.stop();
  const answers: Answer[] = [];
  const refused = await until(
    async () => {
      const answer = await officer.asks(search);
      answers.push(answer);
      return answer;
    },
    (answer) => codes(answer).includes('RIGHTS_UNAVAILABLE'),
    7_000,
  );
  expect([refused.status, refused.data]).toEqual([503, undefined]);
  // The file lies in the database that is gone: until the rights go stale, the tier says that it cannot answer.
  for (const { text } of answers) expect(text).not.toContain(cast.toyonakaMover.latest.name);
  await system.databases.data.start();
  await until(() => officer.asks(search), isWhole);
}, 60_000);

/** A caller with a token of the new key: the signal is handled a moment after it was sent. */
async function newKey(before: Caller): Promise<Caller> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const caller = await system.operator('osaka-education-officer');
    if (keyOf(caller) !== keyOf(before)) return caller;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the key was not rotated');
}

function keyOf({ token = '' }: Caller): string {
  return JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).kid;
}
