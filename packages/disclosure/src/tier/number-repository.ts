import type pg from 'pg';
import { lockIn } from './step-repository.ts';

/**
 * The next number of a book of receptions (受付簿), `D2026-000001`: it counts in each body and fiscal year (April to March)
 * without a gap, since it is taken in the transaction that uses it.
 */
export async function nextNumber(
  client: pg.PoolClient,
  { table, prefix, body, today }: { table: string; prefix: 'D' | 'C'; body: string; today: string },
): Promise<string> {
  const start = `${prefix}${fiscalYear(today)}-`;
  await lockIn(client, `${table} ${body} ${start}`);
  const { rows } = await client.query<{ last: string | null }>(
    `SELECT max(number) AS last FROM ${table} WHERE body = $1 AND number LIKE $2`,
    [body, `${start}%`],
  );
  const last = Number(rows[0]?.last?.slice(start.length) ?? 0);
  return `${start}${String(last + 1).padStart(6, '0')}`;
}

function fiscalYear(today: string): number {
  const year = Number(today.slice(0, 4));
  return today.slice(5) >= '04-01' ? year : year - 1;
}
