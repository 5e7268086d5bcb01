import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { startTestSystem, type TestSystem } from '@juki/testing';
import pg from 'pg';
import { type Event, eventOf } from '../journeys/changes/change-events.ts';
import { people, somebodyOf } from '../journeys/changes/change-people.ts';
import { networkOf, type Row, until } from '../journeys/changes/network.ts';

/** kill -9 of each tier at each step of a notification: nothing is lost, nothing happens twice, and the order stays. */

jest.setTimeout(60_000);

const toyonaka = '272035';
type TierName = 'municipal' | 'prefectural' | 'national';

let system: TestSystem;
let network: ReturnType<typeof networkOf>;
beforeAll(async () => {
  system = await startTestSystem({ people });
  network = networkOf(system);
}, 120_000);
afterAll(() => system?.remove(), 30_000);

const received = 'SELECT FROM change_received WHERE event_id = $1';
const confirmed = `SELECT FROM change_sent JOIN change_sender USING (sender)
  WHERE event_id = $1 AND change_sender.confirmed >= sequence`;

/** When which process is killed: as soon as a database says so. */
const points: readonly [string, TierName, TierName, string][] = [
  [
    'the event stands in the municipal file',
    'municipal',
    'municipal',
    'SELECT FROM change_notification WHERE event_id = $1',
  ],
  ['the governor has received it, the municipality does not know', 'municipal', 'prefectural', received],
  ['the municipality has noted the receipt', 'municipal', 'municipal', confirmed],
  ['the governor has received it', 'prefectural', 'prefectural', received],
  ['the agency has received it, the governor does not know', 'prefectural', 'national', received],
  ['the governor has noted the receipt', 'prefectural', 'prefectural', confirmed],
  ['the agency has received it', 'national', 'national', received],
];

test.each(points)('%s: kill -9 of the %s tier', async (_when, victim, database, sql) => {
  const { latest } = somebodyOf(toyonaka);
  const moves = [1, 2, 3].map((house) => {
    const address = `大阪府豊中市${latest.residentCode.slice(0, 4)}番${house}号`;
    return { ...eventOf(latest, 'MOVE_WITHIN', { address }), address };
  });
  const [first, ...others] = moves;
  if (!first) throw new Error('three moves');
  const watcher = new pg.Client({ connectionString: system.databases.data.url(database) });
  await watcher.connect();
  const killed = killOnce(watcher, { sql, eventId: first.eventId, victim });
  const handedIn = handInUntilTaken(first);
  await killed;
  await watcher.end();
  await system.services[victim].start();
  await handedIn;
  for (const move of others) await handInUntilTaken(move);

  const rows = await network.inAllFiles(latest.residentCode, { address: moves.at(-1)?.address });
  const expected = [...moves.map(({ address }) => address).reverse(), latest.address];
  for (const row of rows) expect(addressesOf(row).slice(0, 4)).toEqual(expected);
});

test('afterwards every number of every sender was given once, and each is where it belongs', async () => {
  await until(
    () => network.outbox('toyonaka-clerk'),
    ({ unconfirmed }) => unconfirmed === 0,
  );
  for (const [upper, lower] of [
    ['prefectural', 'municipal'],
    ['national', 'prefectural'],
  ] as const) {
    const sent = await rowsOf(
      lower,
      'SELECT sender, sequence::int, event_id FROM change_sent ORDER BY sender, sequence',
    );
    const taken = await until(
      () => rowsOf(upper, 'SELECT sender, sequence::int, event_id FROM change_received ORDER BY sender, sequence'),
      (rows) => rows.length === sent.length,
    );
    expect(taken).toEqual(sent);
    expect(sent.map(({ sequence }) => sequence)).toEqual(sent.map((_, index) => index + 1));
    expect(new Set(sent.map(({ event_id }) => event_id)).size).toBe(sent.length);
  }
});

/** Looks without pause and kills at the first moment at which the statement finds something. */
async function killOnce(
  client: pg.Client,
  { sql, eventId, victim }: { readonly sql: string; readonly eventId: string; readonly victim: TierName },
): Promise<void> {
  for (;;) {
    const { rowCount } = await client.query({ name: 'watch', text: sql, values: [eventId] });
    if (rowCount) return system.services[victim].kill();
  }
}

/** As a registry system does: what was not answered is handed in again. */
async function handInUntilTaken(event: Event): Promise<void> {
  const answer = await until(
    () => network.handIn(toyonaka, event).catch(() => []),
    ([first]) => first !== undefined,
  );
  expect(answer[0]?.outcome).toMatch(/^(ACCEPTED|ALREADY_REGISTERED)$/);
}

function addressesOf(row: Row): readonly unknown[] {
  return [row, ...row.history].map(({ address }) => address);
}

async function rowsOf(tier: TierName, sql: string) {
  const client = new pg.Client({ connectionString: system.databases.data.url(tier) });
  await client.connect();
  try {
    return (await client.query<{ sender: string; sequence: number; event_id: string }>(sql)).rows;
  } finally {
    await client.end();
  }
}
