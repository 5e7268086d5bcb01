import { JukiError } from '@juki/errors';
import type pg from 'pg';

/** Which people a file was filled with. It is written in the transaction that fills it: there, the file is whole. */
export interface Population {
  readonly seed: string;
  readonly people: number;
  readonly asOf: string;
  readonly municipalities: readonly string[];
}

/** What stands on a filled file: the people, and the key under which they are found. */
export interface PopulationMark {
  readonly population: Population;
  readonly indexKey: string;
}

/** The mark of a tier's file; `undefined` for one that is empty. Throws for one that we did not fill. */
export async function readMark(client: pg.Client, tier: string): Promise<PopulationMark | undefined> {
  const { rows } = await client.query<{ mark: string | null; filled: boolean }>(
    `SELECT obj_description('identity_record'::regclass, 'pg_class') AS mark,
       EXISTS (SELECT FROM identity_record) OR EXISTS (SELECT FROM locator) AS filled`,
  );
  const [{ mark, filled } = { mark: null, filled: false }] = rows;
  if (mark === null && !filled) return undefined;
  const parsed = mark === null ? undefined : parseMark(mark);
  if (parsed) return parsed;
  throw new JukiError(
    'CONFIGURATION_INVALID',
    `The ${tier} file holds people whom this launcher did not put there, so it does not touch it. Name another --directory, or make a new file with --reset.`,
  );
}

/** Writes the mark; in the transaction of the rows that it speaks of. */
export async function writeMark(client: pg.Client, mark: PopulationMark): Promise<void> {
  await client.query(`COMMENT ON TABLE identity_record IS ${client.escapeLiteral(JSON.stringify(mark))}`);
}

function parseMark(text: string): PopulationMark | undefined {
  const { population, indexKey } = fieldsOf(parseJson(text));
  const { seed, people, asOf, municipalities } = fieldsOf(population);
  if (typeof seed !== 'string' || typeof people !== 'number' || typeof asOf !== 'string') return undefined;
  if (typeof indexKey !== 'string' || !Array.isArray(municipalities)) return undefined;
  return { population: { seed, people, asOf, municipalities: municipalities.map(String) }, indexKey };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
