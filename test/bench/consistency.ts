import { createHash, randomUUID } from 'node:crypto';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { type ComparedRecord, comparedItems, createPersonHashes } from '@juki/consistency';
import {
  createAdvance,
  createComparisonStore,
  createDigestStore,
  createNotificationsOf,
  createRunStore,
  createSubjectSeal,
  createUpperChecks,
  type DigestStore,
  readRecords,
  type UpperLink,
} from '@juki/consistency/store';
import { createPool, migrate } from '@juki/database';
import { temporaryPostgres } from '@juki/database/testing';
import { createMemoryKeyProvider } from '@juki/keys/testing';
import { createRegistryCrypto, type RegistryCrypto } from '@juki/subgraph-runtime/registry';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/**
 * The consistency check at size: one municipality, its file and the governor's in two databases, with real seals and hashes; the
 * messages are JSON, counted as they cross, without the gateway between. A full comparison of the same files in the same run is
 * the measure.
 *
 *   npm run bench:consistency -w @juki/test [-- --people 100000,1000000 --differences 0,1,100,10000]
 */

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '100000,1000000' },
    differences: { type: 'string', default: '0,1,100,10000' },
  },
});
const municipality = '272035';
const keys = createMemoryKeyProvider('bench');
const mac = keys.mac('network/consistency');
const hashes = createPersonHashes((data) => mac.digest(data));
const seal = createSubjectSeal(keys.cipher('network/consistency-subject'));
type Tier = 'municipal' | 'prefectural';

const refOf = (number: number) => createHash('sha256').update(`person ${number}`).digest().subarray(0, 16);

const rowColumns = [
  'municipality_code',
  'record_id',
  'ref',
  'revision',
  'name',
  'name_kana',
  'birth_date',
  'sex',
  'address',
  'individual_number_sealed',
  'resident_code_sealed',
  'change_kind',
  'change_reason',
  'change_date',
];
for (const people of values.people.split(',').map(Number))
  await bench(people, values.differences.split(',').map(Number));

async function bench(people: number, counts: readonly number[]): Promise<void> {
  const server = await temporaryPostgres({
    databases: ['municipal', 'prefectural'],
    durable: false,
    settings: { shared_buffers: '256MB', max_wal_size: '2GB' },
  });
  const pools = { municipal: poolOf(server.url('municipal')), prefectural: poolOf(server.url('prefectural')) };
  try {
    for (const tier of ['municipal', 'prefectural'] as const) {
      await migrate(server.url(tier), `prisma/${tier}/migrations`);
      await load(tier, server.url(tier), people);
    }
    const lower = digestsOf('municipal', pools.municipal);
    const upper = digestsOf('prefectural', pools.prefectural);
    const [made] = await timed(() => Promise.all([untilReady(lower), untilReady(upper)]));
    console.log(`\n${people.toLocaleString('en')} people; both trees made from nothing in ${seconds(made)} s`);
    const [fullMs, full] = await timed(() => compareInFull(pools, people));
    console.log(`full comparison: ${seconds(fullMs)} s, ${megabytes(full.bytes)} MB sent`);
    console.log('differences   kept up s   check s   × full   MB      messages   nodes    people   records');
    let planted = 0;
    for (const count of counts) {
      await plant(pools.prefectural, planted, count, people);
      planted = count;
      const [kept] = await timed(() => untilReady(upper));
      const [ms, run] = await timed(() => check(pools, lower, upper));
      if (run.missing + run.extra + run.different !== count)
        throw new Error(`${count} planted, found ${JSON.stringify(run)}`);
      const row = [
        count,
        seconds(kept),
        seconds(ms),
        (fullMs / ms).toFixed(0),
        megabytes(run.bytes),
        run.messages,
        run.nodesCompared,
        run.peopleCompared,
        run.recordsSent,
      ];
      console.log(
        row.map((value, index) => String(value).padEnd([14, 12, 10, 9, 8, 11, 9, 9, 8][index] ?? 8)).join(''),
      );
    }
  } finally {
    await Promise.all([pools.municipal.end(), pools.prefectural.end()]);
    await server.stop();
  }
}

function poolOf(url: string): pg.Pool {
  return createPool(url, { max: 4, statementMilliseconds: 120_000 });
}

function digestsOf(tier: Tier, pool: pg.Pool): DigestStore {
  const crypto = createRegistryCrypto(keys, tier);
  return createDigestStore({ pool, hashes, open: (column, ref, sealed) => crypto.open(column, ref, sealed) });
}

async function untilReady(digests: DigestStore): Promise<void> {
  while ((await digests.refresh(municipality)) === 'behind');
}

/** People 0 to n−1, each with one row, the same in both files but for the seals. */
async function load(tier: Tier, url: string, people: number): Promise<void> {
  const crypto = createRegistryCrypto(keys, tier);
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  const body = tier === 'municipal' ? [municipality, '豊中市'] : ['270008', '大阪府', '27'];
  await client.query(`INSERT INTO body VALUES (${body.map((_, index) => `$${index + 1}`).join(', ')})`, body);
  const columns = [...rowColumns, ...(tier === 'prefectural' ? ['prefecture_code'] : [])];
  for (let first = 0; first < people; first += 10_000) {
    const stream = client.query(copyFrom(`COPY identity_record (${columns.join(', ')}) FROM STDIN`));
    const numbers = Array.from({ length: Math.min(10_000, people - first) }, (_, index) => first + index);
    stream.end(numbers.map((number) => line(number, tier, crypto)).join(''));
    await finished(stream);
  }
  await client.query('ANALYZE');
  await client.end();
}

function line(number: number, tier: Tier, crypto: RegistryCrypto): string {
  const ref = refOf(number);
  const bytes = (value: Uint8Array) => `\\\\x${Buffer.from(value).toString('hex')}`;
  const fields = [
    municipality,
    randomUUID(),
    bytes(ref),
    '1',
    `豊中　${number}郎`,
    'トヨナカ　タロウ',
    '1980-01-01',
    'MALE',
    `大阪府豊中市本町${(number % 9) + 1}丁目${number}番`,
    bytes(crypto.seal('individual_number', ref, String(number).padStart(12, '0'))),
    bytes(crypto.seal('resident_code', ref, String(number).padStart(11, '0'))),
    'ENTRY',
    'MOVE_IN_DOMESTIC',
    '2020-04-01',
    ...(tier === 'prefectural' ? ['27'] : []),
  ];
  return `${fields.join('\t')}\n`;
}

/** Of four differences one is missing, one is extra, two differ in the address; spread over the whole file. */
async function plant(pool: pg.Pool, planted: number, wanted: number, people: number): Promise<void> {
  const numbers = Array.from({ length: wanted - planted }, (_, index) => planted + index);
  const chosen = (rest: readonly number[]) => numbers.filter((number) => rest.includes(number % 4));
  const refs = (of: readonly number[]) => of.map((number) => refOf((number * 97) % people));
  await pool.query('DELETE FROM identity_record WHERE municipality_code = $1 AND ref = ANY ($2)', [
    municipality,
    refs(chosen([1])),
  ]);
  await pool.query(
    "UPDATE identity_record SET address = address || '別' WHERE municipality_code = $1 AND ref = ANY ($2)",
    [municipality, refs(chosen([0, 2]))],
  );
  const crypto = createRegistryCrypto(keys, 'prefectural');
  const invented = chosen([3]).map((number) => refOf(people + number));
  await pool.query(
    `INSERT INTO identity_record (${rowColumns.join(', ')}, prefecture_code)
     SELECT $1, gen_random_uuid(), ref, 1, '不在', NULL, '1980-01-01', 'MALE', '大阪府', number, code, 'ENTRY', 'BIRTH', '2020-01-01', '27'
     FROM unnest($2::bytea[], $3::bytea[], $4::bytea[]) AS row (ref, number, code)`,
    [
      municipality,
      invented,
      invented.map((ref) => Buffer.from(crypto.seal('individual_number', ref, '000000000000'))),
      invented.map((ref) => Buffer.from(crypto.seal('resident_code', ref, '00000000000'))),
    ],
  );
}

async function check(pools: Readonly<Record<Tier, pg.Pool>>, lower: DigestStore, digests: DigestStore) {
  const upper = createUpperChecks({
    digests,
    comparisons: createComparisonStore(pools.prefectural),
    sealSubject: seal.sealSubject,
  });
  const runs = createRunStore(pools.municipal);
  const order = { municipality, id: randomUUID(), key: randomUUID(), scope: { kind: 'WHOLE' } as const };
  const run = await runs.start({ ...order, afresh: false, startedBy: 'bench', request: null, startedAt: new Date() });
  const line = { messages: 0, bytes: 0 };
  async function crossing<Sent, Answer>(sent: Sent, ask: (sent: Sent) => Promise<Answer | string>): Promise<Answer> {
    const there = JSON.stringify(sent);
    const answer = await ask(JSON.parse(there));
    if (typeof answer === 'string') throw new Error(answer);
    const back = JSON.stringify(answer);
    line.messages += 1;
    line.bytes += Buffer.byteLength(there) + Buffer.byteLength(back);
    return JSON.parse(back);
  }
  const name = { municipality, run: run.id };
  const link: UpperLink = {
    line,
    async open() {
      await upper.open({ ...name, openedBy: 'bench', scope: 'WHOLE', afresh: false, openedAt: new Date() });
    },
    compareRanges: (ranges) => crossing(ranges, (sent) => upper.compareRanges(name, sent)),
    compareLeaves: (buckets) => crossing(buckets, (sent) => upper.compareLeaves(name, sent)),
    compareRecords: (records) => crossing(records, (sent) => upper.compareRecords(name, sent)),
    async close(_run, result) {
      await upper.close(name, result, new Date());
    },
  };
  const advance = createAdvance({
    digests: lower,
    runs,
    linkTo: () => link,
    openSubject: seal.openSubject,
    clock: Date.now,
    notificationsOf: createNotificationsOf(pools.municipal, { senderOf: (code) => code, receiver: 'prefectural' }),
  });
  if ((await advance(run)) !== 'finished') throw new Error('the run did not finish');
  const ended = await runs.run(municipality, run.id);
  if (!ended) throw new Error('the run is gone');
  return ended;
}

/** What the law's words say literally: every record crosses and is compared item by item. */
async function compareInFull(
  pools: Readonly<Record<Tier, pg.Pool>>,
  people: number,
): Promise<{ readonly bytes: number }> {
  const crypto = {
    municipal: createRegistryCrypto(keys, 'municipal'),
    prefectural: createRegistryCrypto(keys, 'prefectural'),
  };
  const read = (tier: Tier, refs: readonly Uint8Array[]) =>
    readRecords(pools[tier], (column, ref, sealed) => crypto[tier].open(column, ref, sealed), municipality, refs);
  let bytes = 0;
  let differing = 0;
  for (let first = 0; first < people; first += 2_000) {
    const refs = Array.from({ length: Math.min(2_000, people - first) }, (_, index) => refOf(first + index));
    const [own, held] = await Promise.all([read('municipal', refs), read('prefectural', refs)]);
    const sent = JSON.stringify([...own]);
    bytes += Buffer.byteLength(sent);
    const parsed: [string, ComparedRecord][] = JSON.parse(sent);
    for (const [ref, record] of parsed) {
      const other = held.get(ref);
      if (comparedItems.some((item) => record[item] !== other?.[item])) differing += 1;
    }
  }
  if (differing > 0) throw new Error(`${differing} differ before anything was planted`);
  return { bytes };
}

async function timed<T>(act: () => Promise<T>): Promise<[number, T]> {
  const started = performance.now();
  const result = await act();
  return [performance.now() - started, result];
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(2);
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(3);
}
