import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { codeOf, event, numberOf } from '../event/event.test-data.ts';
import { suita, toyonaka } from '../testing/story.ts';
import { osaka, startNetwork, type TestNetwork, tiers } from './testing/network.ts';

// A restore makes a database anew, which a busy machine does slowly.
jest.setTimeout(240_000);

let network: TestNetwork;
beforeAll(async () => {
  network = await startNetwork();
}, 60_000);
afterAll(() => network.close());

const same = async () => {
  const [municipal, prefectural, national] = await Promise.all(tiers.map((tier) => network.view(tier)));
  expect(prefectural).toEqual(municipal);
  expect(national).toEqual(municipal);
};

// Each test goes on where the one before left the files.
describe('a change on its way up', () => {
  const hanako = { individualNumber: numberOf(1), residentCode: codeOf(1) };

  test('reaches all three files, and the CS hears of it', async () => {
    const birth = event(hanako);
    expect(await network.store('municipal').accept(toyonaka, [birth])).toEqual([
      { outcome: 'ACCEPTED', eventId: birth.eventId, sequence: 1, already: false },
    ]);
    await network.settle();
    await same();
    expect(await network.store('municipal').eventState(toyonaka, birth.eventId)).toMatchObject({
      prefectural: 'APPLIED',
      waitsFor: null,
    });
  });

  test('handed in twice is answered as before and changes nothing', async () => {
    const again = event({ ...hanako, eventId: 'twice', changeReason: 'MOVE_WITHIN', address: '本町一丁目1番1号' });
    const [first] = await network.store('municipal').accept(toyonaka, [again]);
    const [second] = await network.store('municipal').accept(toyonaka, [again]);
    expect(second).toEqual({ ...first, already: true });
    expect(await network.store('municipal').accept(toyonaka, [{ ...again, address: '別の町' }])).toEqual([
      { outcome: 'REFUSED', eventId: 'twice', faults: [{ field: 'eventId', code: 'EVENT_ID_REUSED' }] },
    ]);
    await network.settle();
    await same();
  });

  test('of a present resident who moves in is refused above, and stays open until it is corrected', async () => {
    const wrong = event({ ...hanako, changeReason: 'MOVE_IN_DOMESTIC' });
    await network.store('municipal').accept(toyonaka, [wrong]);
    await network.settle();
    expect(await network.store('municipal').refusals(toyonaka)).toMatchObject([
      {
        eventId: wrong.eventId,
        tier: 'prefectural',
        faults: [{ field: 'changeKind', code: 'ALREADY_RESIDENT' }],
        correctedBy: null,
      },
    ]);
    const right = event({
      ...hanako,
      changeReason: 'MOVE_WITHIN',
      address: '曽根東町三丁目3番1号',
      corrects: wrong.eventId,
    });
    await network.store('municipal').accept(toyonaka, [right]);
    await network.settle();
    expect(await network.store('municipal').refusals(toyonaka)).toEqual([]);
    expect(await network.store('prefectural').refusals(toyonaka)).toEqual([]);
    expect(await network.store('municipal').refusals(toyonaka, 'all')).toMatchObject([{ correctedBy: right.eventId }]);
  });

  test('into another municipality waits for the deletion in the first, in whichever order they come', async () => {
    const into = event({
      ...hanako,
      municipalityCode: suita,
      changeReason: 'MOVE_IN_DOMESTIC',
      movedFrom: toyonaka,
      address: '泉町一丁目3番40号',
    });
    await network.store('municipal').accept(suita, [into]);
    await network.settle();
    expect(await network.store('municipal').eventState(suita, into.eventId)).toMatchObject({
      prefectural: 'WAITS',
      waitsFor: 'DELETION_ELSEWHERE',
    });
    const out = event({ ...hanako, changeReason: 'MOVE_OUT_DOMESTIC', changeDate: '2026-11-25', planned: true });
    await network.store('municipal').accept(toyonaka, [out]);
    await network.settle();
    expect(await network.store('municipal').eventState(suita, into.eventId)).toMatchObject({
      prefectural: 'APPLIED',
      waitsFor: null,
    });
    const rows = await network.ask(
      'national',
      'SELECT municipality_code FROM identity_record WHERE superseded_on IS NULL',
    );
    expect(rows).toEqual([{ municipality_code: suita }]);
  });

  test('counts per month, and says how far a sender is', async () => {
    expect(await network.store('municipal').counts(toyonaka, '2026-11', '2026-11')).toContainEqual({
      municipalityCode: toyonaka,
      month: '2026-11',
      changeReason: 'BIRTH',
      outcome: 'APPLIED',
      count: 1,
    });
    expect(await network.store('prefectural').sendingState(osaka)).toMatchObject({ halted: null, openRefusals: 0 });
  });
});
