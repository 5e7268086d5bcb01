import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { SyntheticPerson } from '@juki/residents';
import { startTestSystem, type TestSystem } from '@juki/testing';
import { backUp, restore } from './changes/backup.ts';
import { type Event, eventOf } from './changes/change-events.ts';
import { people, somebodyOf } from './changes/change-people.ts';
import { networkOf, type Row, until } from './changes/network.ts';

/** Tiers that are down, and tiers that have lost their memory: nothing is lost, nothing happens twice, the order stays. */

jest.setTimeout(60_000);

const toyonaka = '272035';
const clerk = 'toyonaka-clerk';

let system: TestSystem;
let network: ReturnType<typeof networkOf>;
beforeAll(async () => {
  system = await startTestSystem({ people });
  network = networkOf(system);
}, 120_000);
afterAll(() => system?.remove(), 30_000);

/** Some moves of one person inside 豊中市, one after the other. */
function movesOf({ latest }: SyntheticPerson, count: number): readonly (Event & { readonly address: string })[] {
  return Array.from({ length: count }, (_, index) => {
    const address = `大阪府豊中市桜の町${index + 1}丁目${latest.residentCode.slice(0, 3)}番1号`;
    return { ...eventOf(latest, 'MOVE_WITHIN', { address }), address };
  });
}

/** The addresses through which a row has gone, the newest first, since this story began. */
const addresses = (row: Row | undefined, count: number) =>
  [row, ...(row?.history ?? [])].slice(0, count).map((one) => one?.['address']);

const newestFirst = (moves: readonly { readonly address: string }[]) => moves.map(({ address }) => address).reverse();

/** A person stands in all files as the moves say: each once, in their order, and before them the address of the beginning. */
async function standsThrough(person: SyntheticPerson, moves: readonly { readonly address: string }[]): Promise<void> {
  const last = moves.at(-1)?.address;
  const rows = await network.inAllFiles(person.latest.residentCode, { address: last });
  for (const row of rows) {
    expect(addresses(row, moves.length + 1)).toEqual([...newestFirst(moves), person.latest.address]);
  }
}

/** Does something while a tier is down; whatever comes of it, the tier runs again for the next story. */
async function whileDown(tier: 'prefectural' | 'national', work: () => Promise<void>): Promise<void> {
  await system.services[tier].stop();
  try {
    await work();
  } finally {
    await system.services[tier].start();
  }
}

const outbox = () => network.outbox(clerk);
const officers = async () =>
  (
    await network.ask(
      'osaka-network-officer',
      'juki-notification-operation',
      '{ prefecturalChangeOutbox { last confirmed unconfirmed halted lastFault } }',
    )
  ).prefecturalChangeOutbox;

describe('a tier that is down', () => {
  test('the prefecture: changes go on, and arrive in their order when it is back', async () => {
    const [first, second] = [somebodyOf(toyonaka), somebodyOf(toyonaka)];
    const [a, b] = [movesOf(first, 3), movesOf(second, 2)];
    await whileDown('prefectural', async () => {
      for (const event of [a[0], b[0], a[1], b[1], a[2]]) if (event) await network.handIn(toyonaka, event);
      const down = await until(outbox, ({ lastFault }) => lastFault === 'SUBGRAPH_UNAVAILABLE');
      expect(down).toMatchObject({ halted: null, unconfirmed: 5 });
    });
    await standsThrough(first, a);
    await standsThrough(second, b);
    expect(await outbox()).toMatchObject({ unconfirmed: 0, lastFault: null });
  });

  test('the agency: the prefecture keeps what it must pass on, over a restart of its own too', async () => {
    const person = somebodyOf(toyonaka);
    const moves = movesOf(person, 2);
    await whileDown('national', async () => {
      await network.handIn(toyonaka, ...moves);
      await until(outbox, ({ unconfirmed }) => unconfirmed === 0);
      expect(await officers()).toMatchObject({ unconfirmed: 2, halted: null });
      await system.services.prefectural.kill();
      await system.services.prefectural.start();
    });
    await standsThrough(person, moves);
    expect(await officers()).toMatchObject({ unconfirmed: 0 });
  });

  test('the municipality itself, killed with a full outbox: it goes on where it was', async () => {
    const person = somebodyOf(toyonaka);
    const moves = movesOf(person, 2);
    await whileDown('prefectural', async () => {
      await network.handIn(toyonaka, ...moves);
      await system.services.municipal.kill();
    });
    await system.services.municipal.start();
    await standsThrough(person, moves);
  });
});

describe('a tier that was restored from an old backup', () => {
  test('the municipality: halts, is seen to halt, and takes over what it had lost when a person says so', async () => {
    const person = somebodyOf(toyonaka);
    const [before, lost, after] = movesOf(person, 3);
    if (!before || !lost || !after) throw new Error('three moves');
    await network.handIn(toyonaka, before);
    await network.inAllFiles(person.latest.residentCode, { address: before.address });
    await backUp(system, 'municipal');
    await network.handIn(toyonaka, lost);
    await network.inAllFiles(person.latest.residentCode, { address: lost.address });

    await restore(system, 'municipal');
    await network.handIn(toyonaka, after);
    const halted = await until(outbox, (state) => state.halted !== null);
    expect(halted.unconfirmed).toBe(1);
    const resume = 'mutation { resumeMunicipalNotifications { halted } }';
    // A machine may not: only a person knows that no copy runs beside it.
    await expect(
      network.machine(`register-${toyonaka}`).request({ document: resume, purpose: 'juki-register-intake' }),
    ).resolves.toMatchObject({ errors: [expect.objectContaining({ code: 'OPERATION_REFUSED' })] });
    expect((await outbox()).halted).not.toBeNull();

    await network.ask(clerk, 'municipal-register', resume);
    await standsThrough(person, [before, lost, after]);
    expect(await outbox()).toMatchObject({ halted: null, unconfirmed: 0, lastFault: null });
  });

  test('the prefecture: asks the municipalities again, and halts towards the agency until an officer lets it go on', async () => {
    const person = somebodyOf(toyonaka);
    const [before, lost, after] = movesOf(person, 3);
    if (!before || !lost || !after) throw new Error('three moves');
    await network.handIn(toyonaka, before);
    await network.inAllFiles(person.latest.residentCode, { address: before.address });
    await backUp(system, 'prefectural');
    await network.handIn(toyonaka, lost);
    await network.inAllFiles(person.latest.residentCode, { address: lost.address });

    await restore(system, 'prefectural');
    await network.handIn(toyonaka, after);
    await until(outbox, ({ unconfirmed, last, confirmed }) => unconfirmed === 0 && last === confirmed);
    await until(officers, ({ halted }) => halted !== null);
    await network.ask(
      'osaka-network-manager',
      'juki-notification-operation',
      'mutation { resumePrefecturalNotifications { halted } }',
    );
    await standsThrough(person, [before, lost, after]);
    expect(await officers()).toMatchObject({ halted: null, unconfirmed: 0 });
  });

  test('the agency: is told again by the prefecture, without anybody’s doing', async () => {
    const person = somebodyOf(toyonaka);
    const [before, lost, after] = movesOf(person, 3);
    if (!before || !lost || !after) throw new Error('three moves');
    await network.handIn(toyonaka, before);
    await network.inAllFiles(person.latest.residentCode, { address: before.address });
    await backUp(system, 'national');
    await network.handIn(toyonaka, lost);
    await network.inAllFiles(person.latest.residentCode, { address: lost.address });
    await restore(system, 'national');
    await network.handIn(toyonaka, after);
    await standsThrough(person, [before, lost, after]);
  });
});
