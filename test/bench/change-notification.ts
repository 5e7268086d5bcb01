import { parseArgs } from 'node:util';
import type { Batch, ChangeEvent } from '@juki/change-notification';
import { batchKey, type ChangeStore, createChangeStore } from '@juki/change-notification/store';
import { createLogin, createPool, type EmbeddedPostgres, migrate } from '@juki/database';
import { temporaryPostgres } from '@juki/database/testing';
import { individualNumberCheckDigit, residentCodeCheckDigit } from '@juki/identifiers';
import { createMemoryKeyProvider } from '@juki/keys/testing';
import pg from 'pg';

/**
 * Changes on their way through the three files, with real seals, hashes, signatures and checks, on one durable server; the
 * batches are JSON as they would cross, without the gateway between. First births (a new row and its locators), then moves
 * within the municipality of the same people (a row that supersedes another). What the machine can do at most stands beside:
 * the same number of rows, of the same size, into one plain table, in transactions of 500.
 *
 *   npm run bench:change-notification -w @juki/test [-- --people 20000 --batch 500]
 */

const { values } = parseArgs({
  options: { people: { type: 'string', default: '20000' }, batch: { type: 'string', default: '500' } },
});
const people = Number(values.people);
const batchSize = Number(values.batch);
const tiers = ['municipal', 'prefectural', 'national'] as const;
type Tier = (typeof tiers)[number];
const municipalities = ['272035', '272051', '402036', '402052', '202029', '202037'];
const prefectures = ['270008', '400009', '200000'];
const keys = createMemoryKeyProvider('bench');
const clock = () => Date.now();
const today = new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10);

function numberOf(index: number): string {
  const body = String(index).padStart(11, '0');
  return `${body}${individualNumberCheckDigit(body)}`;
}

function codeOf(index: number): string {
  const body = String(index).padStart(10, '0');
  return `${body}${residentCodeCheckDigit(body)}`;
}

function eventOf(index: number, round: number): ChangeEvent {
  return {
    eventId: `${round}-${index}`,
    municipalityCode: municipalities[index % municipalities.length] ?? '',
    changeKind: round === 0 ? 'ENTRY' : 'CORRECTION',
    changeReason: round === 0 ? 'BIRTH' : 'MOVE_WITHIN',
    changeDate: today,
    planned: false,
    name: `住基　花子${index}`,
    nameKana: 'ジュウキ　ハナコ',
    formerSurname: null,
    formerSurnameKana: null,
    alias: null,
    birthDate: today,
    sex: index % 2 === 0 ? 'FEMALE' : 'MALE',
    address: `中桜塚${round}丁目${index}番1号`,
    individualNumber: numberOf(index),
    residentCode: codeOf(index),
    previousIndividualNumber: null,
    previousResidentCode: null,
    firstResidentCode: null,
    movedFrom: null,
    corrects: null,
    repair: false,
  };
}

async function openStore(server: EmbeddedPostgres, tier: Tier): Promise<{ store: ChangeStore; pool: pg.Pool }> {
  await migrate(server.url(tier), `${import.meta.dirname}/../../../prisma/${tier}/migrations`);
  const url = await createLogin(server, { name: `writer_${tier}`, database: tier, role: 'juki_registry_writer' });
  const pool = createPool(url, { max: 6 });
  const keysOf = (sender: string) => [batchKey(keys.signer(`change/${sender}`))];
  const covers = (code: string) => municipalities.includes(code);
  return { store: createChangeStore({ tier, pool, keys, clock, covers, keysOf }), pool };
}

/** Sends whatever a body has, until it has nothing and `done` says that nothing more comes. */
async function pump(from: ChangeStore, to: ChangeStore, body: string, done: () => boolean): Promise<void> {
  for (;;) {
    const last = done();
    const batch = await from.nextBatch(body, batchSize);
    if (batch === null && last) return;
    if (batch === null) {
      await new Promise((resolve) => setImmediate(resolve));
      continue;
    }
    const arrived: Batch = JSON.parse(JSON.stringify(batch));
    await from.noteReceipt(await to.receive(arrived));
  }
}

async function round(stores: Readonly<Record<Tier, ChangeStore>>, number: number): Promise<number> {
  const began = performance.now();
  let handed = 0;
  let arrived = 0;
  const handIn = municipalities.map(async (code, place) => {
    const events = Array.from({ length: people }, (_, index) => index)
      .filter((index) => index % municipalities.length === place)
      .map((index) => eventOf(index, number));
    for (let first = 0; first < events.length; first += batchSize) {
      const answers = await stores.municipal.accept(code, events.slice(first, first + batchSize));
      if (answers.some(({ outcome }) => outcome !== 'ACCEPTED')) throw new TypeError('an event was refused');
    }
    handed += 1;
  });
  const up = municipalities.map(async (code) => {
    await pump(stores.municipal, stores.prefectural, code, () => handed === municipalities.length);
    arrived += 1;
  });
  const further = prefectures.map((code) =>
    pump(stores.prefectural, stores.national, code, () => arrived === municipalities.length),
  );
  await Promise.all([...handIn, ...up, ...further]);
  return (performance.now() - began) / 1000;
}

/** Rows per second into one plain table, durable, in transactions of the same size. */
async function limit(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('CREATE TABLE plain (id bigint PRIMARY KEY, payload bytea)');
  const payload = Buffer.alloc(700, 1);
  const began = performance.now();
  for (let first = 0; first < people; first += batchSize) {
    const ids = Array.from({ length: Math.min(batchSize, people - first) }, (_, index) => first + index);
    await client.query('INSERT INTO plain SELECT * FROM unnest($1::bigint[], $2::bytea[])', [
      ids,
      ids.map(() => payload),
    ]);
  }
  const seconds = (performance.now() - began) / 1000;
  await client.end();
  return people / seconds;
}

const server = await temporaryPostgres({ databases: [...tiers, 'plain'], settings: { max_connections: '60' } });
try {
  const [municipal, prefectural, national] = await Promise.all(tiers.map((tier) => openStore(server, tier)));
  if (!municipal || !prefectural || !national) throw new TypeError('three tiers');
  const owner = async (tier: Tier, sql: string) => {
    const client = new pg.Client({ connectionString: server.url(tier) });
    await client.connect();
    const { rows } = await client.query<{ count: string }>(sql);
    await client.end();
    return Number(rows[0]?.count ?? 0);
  };
  const codes = (list: readonly string[]) => list.map((code) => `('${code}')`).join(', ');
  await owner('municipal', `INSERT INTO body SELECT c, c FROM (VALUES ${codes(municipalities)}) AS v (c)`);
  await owner('prefectural', `INSERT INTO body SELECT c, c, left(c, 2) FROM (VALUES ${codes(prefectures)}) AS v (c)`);
  await owner('national', "INSERT INTO body VALUES ('jlis', 'jlis')");
  const most = await limit(server.url('plain'));
  console.log(`plain table, durable: ${Math.round(most)} rows/s`);
  const stores = { municipal: municipal.store, prefectural: prefectural.store, national: national.store };
  for (const [number, name] of ['births', 'moves within'].entries()) {
    const seconds = await round(stores, number);
    const arrived = await owner('national', 'SELECT count(*) FROM identity_record');
    if (arrived !== people * (number + 1)) throw new TypeError(`${arrived} rows arrived`);
    const rate = people / seconds;
    console.log(
      `${name}: ${people} through three files in ${seconds.toFixed(1)} s, ${Math.round(rate)}/s, ${((rate / most) * 100).toFixed(1)} % of the plain table; ${Math.round(process.memoryUsage().rss / 1e6)} MB`,
    );
    for (const tier of tiers) await owner(tier, 'ANALYZE');
  }
  await Promise.all([municipal, prefectural, national].map(({ pool }) => pool.end()));
} finally {
  await server.stop();
}
