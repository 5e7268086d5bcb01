import { fileURLToPath } from 'node:url';
import { createLogin, createPool, type EmbeddedPostgres, migrate } from '@juki/database';
import { temporaryPostgres } from '@juki/database/testing';
import { createMemoryKeyProvider } from '@juki/keys/testing';
import { createRegistryCrypto } from '@juki/subgraph-runtime/registry';
import type pg from 'pg';
import type { FileKind } from '../../examine/examine.ts';
import { municipalities } from '../../testing/story.ts';
import { batchKey } from '../batch-key.ts';
import type { ChangeStore } from '../change-store.ts';
import { createChangeStore } from '../create-change-store.ts';

const prisma = fileURLToPath(new URL('../../../../../prisma/', import.meta.url));

export const osaka = '270008';
const fukuoka = '400009';
export const prefectures = [osaka, fukuoka] as const;
export const tiers = ['municipal', 'prefectural', 'national'] as const;

/** Three tiers on one server of their own, with a clock that is moved by hand. */
export interface TestNetwork {
  readonly clock: { now: number };
  readonly server: EmbeddedPostgres;
  store(tier: FileKind): ChangeStore;
  /** As the owner, for looking at tables. */
  ask(tier: FileKind, sql: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  /** The rows of a file in clear but for what differs between tiers by law: number of the row and day of its end. */
  view(tier: FileKind): Promise<readonly string[]>;
  /** Sends everything that can be sent, and fetches every decision, until nothing moves. */
  settle(): Promise<void>;
  /** One batch from a sender to its receiver. */
  send(sender: string, most?: number): Promise<boolean>;
  /** Every named statement that the stores of a tier have used, by name. */
  readonly statements: ReadonlyMap<FileKind, Map<string, string>>;
  backUp(tier: FileKind): Promise<void>;
  restore(tier: FileKind): Promise<void>;
  close(): Promise<void>;
}

export async function startNetwork(): Promise<TestNetwork> {
  const server = await temporaryPostgres({ databases: tiers, durable: false, settings: { max_connections: '60' } });
  const keys = createMemoryKeyProvider('changes');
  const clock = { now: Date.parse('2026-11-20T00:00:00Z') };
  const owners = new Map<FileKind, pg.Pool>();
  const writers = new Map<FileKind, pg.Pool>();
  const stores = new Map<FileKind, ChangeStore>();
  const statements = new Map(tiers.map((tier) => [tier, new Map<string, string>()] as const));

  async function open(tier: FileKind): Promise<void> {
    owners.set(tier, createPool(server.url(tier), { max: 2 }));
    const url = await createLogin(server, { name: `writer_${tier}`, database: tier, role: 'juki_registry_writer' });
    const pool = createPool(url, { max: 4 });
    pool.on('connect', (client) => listen(client, tier));
    writers.set(tier, pool);
    const keysOf = (sender: string) => [batchKey(keys.signer(`change/${sender}`))];
    stores.set(
      tier,
      createChangeStore({ tier, pool, keys, clock: () => clock.now, covers: (code) => isOurs(code), keysOf }),
    );
  }

  function listen(client: pg.PoolClient, tier: FileKind): void {
    const listening = new Proxy(client.query.bind(client), {
      apply(target, self, parts: unknown[]) {
        const [query] = parts;
        if (typeof query === 'object' && query !== null && 'name' in query && 'text' in query) {
          statements.get(tier)?.set(String(query.name), String(query.text));
        }
        return Reflect.apply<unknown, unknown[], unknown>(target, self, parts);
      },
    });
    Object.assign(client, { query: listening });
  }

  async function closePools(tier: FileKind): Promise<void> {
    await Promise.all([owners.get(tier)?.end(), writers.get(tier)?.end()]);
  }

  for (const tier of tiers) {
    await migrate(server.url(tier), `${prisma}${tier}/migrations`);
    await open(tier);
  }
  await pool('municipal').query('INSERT INTO body SELECT c, c FROM unnest($1::text[]) c', [[...municipalities]]);
  await pool('prefectural').query('INSERT INTO body SELECT c, c, left(c, 2) FROM unnest($1::text[]) c', [
    [...prefectures],
  ]);
  await pool('national').query("INSERT INTO body VALUES ('jlis', 'jlis')");

  function pool(tier: FileKind): pg.Pool {
    const found = owners.get(tier);
    if (found === undefined) throw new TypeError(`${tier} is not open`);
    return found;
  }
  const store = (tier: FileKind): ChangeStore => {
    const found = stores.get(tier);
    if (found === undefined) throw new TypeError(`${tier} is not open`);
    return found;
  };
  const isOurs = (code: string) => municipalities.some((known) => known === code);
  const tierOf = (sender: string): FileKind => (isOurs(sender) ? 'municipal' : 'prefectural');
  const above = (tier: FileKind): FileKind => (tier === 'municipal' ? 'prefectural' : 'national');

  const network: TestNetwork = {
    clock,
    server,
    statements,
    store,
    ask: async (tier, sql, values = []) => (await pool(tier).query(sql, values)).rows,
    async view(tier) {
      const crypto = createRegistryCrypto(keys, tier);
      const rows = await network.ask(
        tier,
        `SELECT municipality_code, record_id, ref, name, address, individual_number_sealed AS number,
           resident_code_sealed AS code, change_reason, change_date::text FROM identity_record`,
      );
      return rows
        .map(({ ref, number, code, ...row }) => {
          if (!(ref instanceof Buffer && number instanceof Buffer && code instanceof Buffer)) return '';
          return JSON.stringify({
            ...row,
            number: crypto.open('individual_number', ref, number),
            code: crypto.open('resident_code', ref, code),
            ref: ref.toString('hex'),
          });
        })
        .sort();
    },
    async send(sender, most) {
      const tier = tierOf(sender);
      const batch = await store(tier).nextBatch(sender, most);
      if (batch === null) return false;
      await store(tier).noteReceipt(await store(above(tier)).receive(batch));
      return true;
    },
    async settle() {
      for (let moved = true; moved; ) {
        moved = false;
        for (const sender of [...municipalities, ...prefectures]) {
          while (await network.send(sender)) moved = true;
        }
        for (const sender of [...prefectures, ...municipalities]) {
          const tier = tierOf(sender);
          const cursor = await store(tier).decisionCursor(sender);
          const late = await store(above(tier)).decisionsAfter(sender, cursor);
          await store(tier).noteDecisions(sender, late);
          if (late.decisions.length > 0) moved = true;
        }
      }
    },
    async backUp(tier) {
      await closePools(tier);
      const other = createPool(server.url('postgres'), { max: 1 });
      await other.query(`DROP DATABASE IF EXISTS ${tier}_backup`);
      await other.query(`CREATE DATABASE ${tier}_backup TEMPLATE ${tier}`);
      await other.end();
      await open(tier);
    },
    async restore(tier) {
      await closePools(tier);
      const other = createPool(server.url('postgres'), { max: 1 });
      await other.query(`DROP DATABASE ${tier} WITH (FORCE)`);
      await other.query(`CREATE DATABASE ${tier} TEMPLATE ${tier}_backup`);
      await other.end();
      await open(tier);
    },
    async close() {
      await Promise.all(tiers.map(closePools));
      await server.stop();
    },
  };
  return network;
}
