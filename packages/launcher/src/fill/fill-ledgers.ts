import type { Catalogue } from '@juki/legal-basis';
import pg from 'pg';
import type { Example } from '../examples.ts';
import { developmentRights } from './development-rights.ts';

/** What {@link fillLedgers} needs. */
export interface LedgerOptions {
  /** Address of the gateway's database, as its owner. */
  readonly url: string;
  readonly catalogue: Catalogue;
  readonly examples: readonly Example[];
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/** Nobody serves themself: whoever grants is neither who confirms nor who receives. */
const managers = ['development-rights-manager', 'development-rights-confirmer', 'a development system'];

/**
 * Adds the rights of the development operators and the usage-ledger entries (利用管理簿) of the ready-made queries. What is
 * there stays as it is, a right that was withdrawn too; a purpose that is new in the catalogue gets its rights.
 */
export async function fillLedgers({ url, catalogue, examples, clock }: LedgerOptions): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const now = new Date(clock());
    const rights = developmentRights(catalogue);
    await client.query(
      `INSERT INTO operator_right (id, operator, agency, purpose, granted_by, confirmed_by, reason, valid_from)
       SELECT gen_random_uuid(), wanted.operator, wanted.agency, wanted.purpose, $4, $5, $6, $7
       FROM unnest($1::text[], $2::text[], $3::text[]) AS wanted (operator, agency, purpose)
       WHERE NOT EXISTS (
         SELECT FROM operator_right known
         WHERE (known.operator, known.agency, known.purpose) = (wanted.operator, wanted.agency, wanted.purpose)
       )`,
      [column(rights, 'operator'), column(rights, 'agency'), column(rights, 'purpose'), ...managers, now],
    );
    const cases = examples.flatMap(({ agency, case: number, purpose }) =>
      number === null ? [] : [{ agency, number, purpose }],
    );
    await client.query(
      `INSERT INTO usage_case (agency, case_number, purpose, opened_at)
       SELECT DISTINCT agency, case_number, purpose, $4::timestamptz
       FROM unnest($1::text[], $2::text[], $3::text[]) AS wanted (agency, case_number, purpose)
       ON CONFLICT DO NOTHING`,
      [column(cases, 'agency'), column(cases, 'number'), column(cases, 'purpose'), now],
    );
  } finally {
    await client.end();
  }
}

function column<Row, Name extends keyof Row>(rows: readonly Row[], name: Name): Row[Name][] {
  return rows.map((row) => row[name]);
}
