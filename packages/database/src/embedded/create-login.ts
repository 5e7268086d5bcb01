import { maintain } from './maintenance.ts';
import type { EmbeddedPostgres } from './start-postgres.ts';

/** A login of one service on one database. */
export interface Login {
  readonly name: string;
  /** The one database that it may enter. */
  readonly database: string;
  /** A role without login, made and given its rights by the migrations of that database. */
  readonly role: string;
}

/**
 * Makes a login of the embedded server that can do what its role can and enter the one database, and returns its
 * connection string. Running it again changes nothing. In service a body makes its logins by its own means.
 */
export async function createLogin(server: EmbeddedPostgres, { name, database, role }: Login): Promise<string> {
  const url = server.url(database, name);
  await maintain(server.url('postgres'), async (client) => {
    const [login, group, place] = [name, role, database].map((word) => client.escapeIdentifier(word));
    const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [name]);
    if (rowCount === 0) await client.query(`CREATE ROLE ${login}`);
    const password = client.escapeLiteral(decodeURIComponent(new URL(url).password));
    await client.query(
      `ALTER ROLE ${login} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD ${password}`,
    );
    await client.query(`GRANT ${group} TO ${login}`);
    await client.query(`GRANT CONNECT ON DATABASE ${place} TO ${login}`);
  });
  return url;
}
