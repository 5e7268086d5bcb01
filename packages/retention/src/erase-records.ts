import type { RegistryCrypto } from '@juki/subgraph-runtime';
import type pg from 'pg';
import { dueRows, heldRow, type RetentionFile } from './retention-file.ts';
import { type KeyedRow, keyedColumns, keyText, type SearchKey, searchKeys } from './search-keys.ts';

/** What a step erased. */
export interface ErasedStep {
  readonly rows: number;
  readonly people: number;
  readonly keys: number;
  readonly holders: number;
}

/** The order that is carried out, and how. */
export interface EraseStep {
  readonly body: string;
  readonly order: string;
  readonly dueBy: string;
  readonly file: RetentionFile;
  readonly crypto: RegistryCrypto;
}

/** People per transaction: what a crash takes back, and how long rows stay locked. */
const peopleAtOnce = 200;

/** Nobody, for ever: who holds a number that stood on erased rows only. */
const nobody = Buffer.alloc(16);

/**
 * One transaction of an erasure: the rows that are due of some people, the search keys that only those rows had, and the
 * holder of each number that stands on no row any more, which becomes nobody. The database refuses each row that is not
 * due, is held back, or whose order two people did not approve, whatever this program asks.
 */
export async function eraseRecords(client: pg.PoolClient, step: EraseStep): Promise<ErasedStep> {
  const { body, order, dueBy, file, crypto } = step;
  await client.query(`SELECT set_config('juki.erasure_order', $1, true)`, [order]);
  const { rows: due } = await client.query<KeyedRow>(
    `WITH due AS (
       SELECT r.municipality_code, r.record_id, r.ref ${dueRows(file)} AND NOT ${heldRow}
     ), chosen AS (
       SELECT DISTINCT municipality_code, ref FROM due ORDER BY municipality_code, ref LIMIT ${peopleAtOnce}
     )
     SELECT ${keyedColumns} FROM identity_record r
     JOIN due USING (municipality_code, record_id) JOIN chosen ON (chosen.municipality_code, chosen.ref) = (due.municipality_code, due.ref)`,
    [body, dueBy],
  );
  if (due.length === 0) return { rows: 0, people: 0, keys: 0, holders: 0 };

  const { rowCount } = await client.query(
    `DELETE FROM identity_record r USING unnest($1::text[], $2::uuid[]) AS gone (municipality_code, record_id)
     WHERE (r.municipality_code, r.record_id) = (gone.municipality_code, gone.record_id)`,
    [due.map((row) => row.municipality_code), due.map((row) => row.record_id)],
  );
  const people = new Set(due.map((row) => `${row.municipality_code} ${row.ref.toString('hex')}`));
  const remaining = await remainingRows(client, due);
  const keys = await forgetKeys(client, { due, remaining, crypto });
  const holders = await freeHolders(client, { due, remaining, crypto });
  return { rows: rowCount ?? 0, people: people.size, keys, holders };
}

interface Sides {
  readonly due: readonly KeyedRow[];
  /** The rows that stay of the same people, wherever in this file they lie. */
  readonly remaining: readonly KeyedRow[];
  readonly crypto: RegistryCrypto;
}

/** In two steps, as on the request path: where a person stands, and what stands there. */
async function remainingRows(client: pg.PoolClient, due: readonly KeyedRow[]): Promise<readonly KeyedRow[]> {
  const refs = [...new Map(due.map((row) => [row.ref.toString('hex'), row.ref])).values()];
  const { rows: places } = await client.query<{ municipality_code: string; ref: Buffer }>(
    `SELECT municipality_code, ref FROM locator WHERE kind = 'ref' AND key = ANY ($1)`,
    [refs],
  );
  const { rows } = await client.query<KeyedRow>(
    `SELECT ${keyedColumns} FROM identity_record r
     JOIN unnest($1::text[], $2::bytea[]) AS place (municipality_code, ref)
       ON (r.municipality_code, r.ref) = (place.municipality_code, place.ref)`,
    [places.map((place) => place.municipality_code), places.map((place) => place.ref)],
  );
  return rows;
}

/** The locator forgets by what only the erased rows were found; of a person who is gone, everything. */
async function forgetKeys(client: pg.PoolClient, { due, remaining, crypto }: Sides): Promise<number> {
  const place = (row: KeyedRow) => `${row.municipality_code} ${row.ref.toString('hex')}`;
  const kept = new Set(
    remaining.flatMap((row) => searchKeys(row, crypto).map((key) => `${place(row)} ${keyText(key)}`)),
  );
  const stays = new Set(remaining.map(place));
  const gone = new Map<string, { readonly row: KeyedRow; readonly kind: string; readonly key: Uint8Array }>();
  for (const row of due) {
    for (const key of searchKeys(row, crypto)) {
      const name = `${place(row)} ${keyText(key)}`;
      if (!kept.has(name)) gone.set(name, { row, ...key });
    }
    if (!stays.has(place(row))) gone.set(`${place(row)} ref`, { row, kind: 'ref', key: row.ref });
  }
  const keys = [...gone.values()];
  const { rowCount } = await client.query(
    `DELETE FROM locator l USING unnest($1::text[]::locator_kind[], $2::bytea[], $3::text[], $4::bytea[])
       AS gone (kind, key, municipality_code, ref)
     WHERE (l.kind, l.key, l.municipality_code, l.ref) = (gone.kind, gone.key, gone.municipality_code, gone.ref)`,
    [
      keys.map(({ kind }) => kind),
      keys.map(({ key }) => key),
      keys.map(({ row }) => row.municipality_code),
      keys.map(({ row }) => row.ref),
    ],
  );
  return rowCount ?? 0;
}

/**
 * 番号法8条2項1号: a number is different from every other, old ones included, so that it was given stays known when nobody
 * knows any more to whom.
 */
async function freeHolders(client: pg.PoolClient, { due, remaining, crypto }: Sides): Promise<number> {
  const numbers = (rows: readonly KeyedRow[]): readonly SearchKey[] =>
    rows.flatMap((row) => searchKeys(row, crypto)).filter(({ kind }) => kind !== 'name');
  const kept = new Set(numbers(remaining).map(keyText));
  const gone = [...new Map(numbers(due).map((key) => [keyText(key), key])).values()].filter(
    (key) => !kept.has(keyText(key)),
  );
  const { rowCount } = await client.query(
    `UPDATE number_holder h SET ref = $3 FROM unnest($1::text[]::locator_kind[], $2::bytea[]) AS gone (kind, key)
     WHERE (h.kind, h.key) = (gone.kind, gone.key)`,
    [gone.map(({ kind }) => kind), gone.map(({ key }) => key), nobody],
  );
  return rowCount ?? 0;
}
