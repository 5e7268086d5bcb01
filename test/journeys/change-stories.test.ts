import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { recordsOf, startTestSystem, type TestSystem } from '@juki/testing';
import { eventOf } from './changes/change-events.ts';
import { freshNumbers, people, somebodyOf } from './changes/change-people.ts';
import { networkOf, until } from './changes/network.ts';

/** 異動: each kind of change is handed in once, by a machine, and stands in three files with nobody in between (30条の6, 30条の7). */

const toyonaka = '272035';
const suita = '272051';
const kurume = '402036';

let system: TestSystem;
let network: ReturnType<typeof networkOf>;
beforeAll(async () => {
  system = await startTestSystem({ people });
  network = networkOf(system);
}, 120_000);
afterAll(() => system?.remove(), 30_000);

const accepted = expect.objectContaining({ outcome: 'ACCEPTED', faults: [] });

describe('a move inside a city (転居)', () => {
  test('stands in all three files, with the former address as history', async () => {
    const { latest } = somebodyOf(toyonaka);
    const address = '大阪府豊中市本町三丁目1番1号';
    const event = eventOf(latest, 'MOVE_WITHIN', { address });
    expect(await network.handIn(toyonaka, event)).toEqual([accepted]);
    const rows = await network.inAllFiles(latest.residentCode, { address, changeReason: 'MOVE_WITHIN' });
    for (const { history } of rows) expect(history[0]).toMatchObject({ address: latest.address });
  });
});
