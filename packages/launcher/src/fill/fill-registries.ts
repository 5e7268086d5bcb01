import { finished } from 'node:stream/promises';
import { JukiError } from '@juki/errors';
import type { KeyProvider } from '@juki/keys';
import { residents } from '@juki/residents';
import { personRef } from '@juki/subgraph-runtime/registry';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { fillRegister } from './fill-register.ts';
import { type Population, readMark, writeMark } from './population.ts';
import { createRegistryLines, type KnownPerson } from './registry-lines.ts';
import { type Tier, tiers } from './tier.ts';

/** How far the filling has come. */
export interface FillProgress {
  readonly loaded: number;
  readonly people: number;
}

/** What {@link fillRegistries} needs. */
export interface FillOptions {
  /** Address of a tier's database, as its owner. */
  readonly urlOf: (tier: Tier['name']) => string;
  readonly keys: KeyProvider;
  readonly wanted: Population;
  readonly onProgress: (progress: FillProgress) => void;
  readonly signal: AbortSignal | undefined;
}

/** What was found and done. */
export interface Filled {
  /** The people who are there now: those of the first start, whatever a later one asks for. */
  readonly people: number;
  /** How many of them were loaded now. */
  readonly loaded: number;
}

/** People per COPY: enough to make its cost vanish, few enough to stay flat in memory. */
const batchSize = 1000;

interface OpenFile {
  readonly tier: Tier;
  readonly client: pg.Client;
  send(people: readonly KnownPerson[]): () => Promise<void>;
}

/**
 * Fills the files of the three tiers with the same synthetic people, side by side, each in one transaction that also
 * marks it: a start that was interrupted leaves a file whole or empty, and the next one fills those that are empty.
 */
export async function fillRegistries(options: FillOptions): Promise<Filled> {
  const files = await Promise.all(tiers.map((tier) => open(tier, options)));
  try {
    const marks = await Promise.all(files.map(({ client, tier }) => readMark(client, tier.name)));
    for (const [index, mark] of marks.entries()) checkKey(mark?.indexKey, tiers[index]?.name ?? '', options.keys);
    const population = agree(marks.flatMap((mark) => (mark ? [mark.population] : []))) ?? options.wanted;
    const empty = files.filter((_, index) => marks[index] === undefined);
    if (empty.length === 0) return { people: population.people, loaded: 0 };
    await fill(empty, population, options);
    return { people: population.people, loaded: population.people };
  } finally {
    await Promise.all(files.map(({ client }) => client.end().catch(() => undefined)));
  }
}

async function fill(files: readonly OpenFile[], population: Population, options: FillOptions): Promise<void> {
  await Promise.all(files.map(begin));
  let loaded = 0;
  let sent: Promise<unknown> = Promise.resolve();
  for (const people of batches(residents(population), batchSize)) {
    options.signal?.throwIfAborted();
    const known = people.map((person) => ({ person, ref: personRef(options.keys, person.firstResidentCode) }));
    const sendings = files.map((file) => file.send(known));
    // The databases take in one batch while the next one is being made and sealed.
    await sent;
    sent = Promise.all(sendings.map((send) => send()));
    sent.catch(() => undefined);
    loaded += people.length;
    options.onProgress({ loaded, people: population.people });
  }
  await sent;
  options.signal?.throwIfAborted();
  for (const { client, tier } of files) {
    if (tier.name === 'municipal')
      await fillRegister(client, { population, keys: options.keys, signal: options.signal });
    await writeMark(client, { population, indexKey: indexKeyOf(options.keys, tier.name) });
  }
  await Promise.all(files.map(({ client }) => client.query('COMMIT')));
  await Promise.all(files.map(({ client }) => client.query('ANALYZE identity_record, locator, number_holder')));
}

async function open(tier: Tier, { urlOf, keys }: FillOptions): Promise<OpenFile> {
  const client = new pg.Client({ connectionString: urlOf(tier.name), connectionTimeoutMillis: 10_000 });
  // A lost connection also fails the query that waits for it; without a listener it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  const { recordColumns, locatorColumns, linesOf } = createRegistryLines(tier, keys);
  return {
    tier,
    client,
    send(people) {
      const { records, locators } = linesOf(people);
      return async () => {
        await copy(client, 'identity_record', recordColumns, records);
        await copy(client, 'locator', locatorColumns, locators);
      };
    },
  };
}

async function begin({ client, tier }: OpenFile): Promise<void> {
  await client.query('BEGIN');
  const places = tier.bodyColumns.map((_, index) => `$${index + 1}`).join(', ');
  for (const body of tier.bodies) {
    const insert = `INSERT INTO body (${tier.bodyColumns.join(', ')}) VALUES (${places}) ON CONFLICT DO NOTHING`;
    await client.query(insert, [...body]);
  }
}

async function copy(client: pg.Client, table: string, columns: readonly string[], lines: string): Promise<void> {
  const stream = client.query(copyFrom(`COPY ${table} (${columns.join(', ')}) FROM STDIN`));
  stream.end(lines);
  await finished(stream);
}

/** All files must tell of the same people, or a person would differ between them for no reason of law. */
function agree(populations: readonly Population[]): Population | undefined {
  const [first] = populations;
  if (populations.every((population) => JSON.stringify(population) === JSON.stringify(first))) return first;
  throw new JukiError(
    'CONFIGURATION_INVALID',
    'The files of the tiers hold different populations. Make a new system with --reset.',
  );
}

/** People sealed under lost keys would answer every search with nobody, which is worse than no start. */
function checkKey(indexKey: string | undefined, tier: string, keys: KeyProvider): void {
  if (indexKey === undefined || indexKey === indexKeyOf(keys, tier)) return;
  throw new JukiError(
    'CONFIGURATION_INVALID',
    `The ${tier} file was filled under other keys than those in the directory. Restore them, or make a new system with --reset.`,
  );
}

function indexKeyOf(keys: KeyProvider, tier: string): string {
  return keys.mac(`registry/${tier}/index`).keyId;
}

function* batches<T>(items: Iterable<T>, size: number): Generator<readonly T[]> {
  let batch: T[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
