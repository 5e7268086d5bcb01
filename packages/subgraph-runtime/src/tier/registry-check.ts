import { createPool } from '@juki/database';
import { JukiError } from '@juki/errors';
import type { Probe } from '../http/handle-request.ts';

/** What a process asks of its database beside the rows. */
export interface RegistryCheck {
  /** For `/readyz`. */
  readonly probe: Probe;
  /** Throws `CONFIGURATION_INVALID` if the file holds the synthetic people of a development system. */
  refuseSynthetic(): Promise<void>;
  close(): Promise<void>;
}

/** Opens one connection of its own, so that a pool exhausted by requests does not look like a lost database. */
export function createRegistryCheck(url: string): RegistryCheck {
  const pool = createPool(url, { max: 1, statementMilliseconds: 2_000 });
  return {
    async probe() {
      await pool.query('SELECT FROM identity_record LIMIT 0');
    },
    async refuseSynthetic() {
      // The launcher of development systems leaves its mark on the table that it fills.
      const { rows } = await pool.query<{ mark: string | null }>(
        "SELECT obj_description('identity_record'::regclass, 'pg_class') AS mark",
      );
      if (rows[0]?.mark === null) return;
      throw new JukiError(
        'CONFIGURATION_INVALID',
        'The database holds synthetic residents: in service, name the database that holds the file of this body.',
      );
    },
    close: () => pool.end(),
  };
}
