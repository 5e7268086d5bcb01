import pg from 'pg';

/** Passwords of the three logins of one log store. */
export interface AuditPasswords {
  readonly writer: string;
  readonly sequencer: string;
  readonly reader: string;
}

/** Connection strings of the three logins. */
export type AuditUrls = AuditPasswords;

const parts = ['writer', 'sequencer', 'reader'] as const;

/**
 * Makes the logins of the log store at `adminUrl` (職務の分離): `<database>_writer`, `_sequencer` and `_reader`, each a
 * member of its one role, each able to enter this database alone. Run after the migrations; running it again sets the
 * passwords anew.
 */
export async function createAuditLogins(adminUrl: string, passwords: AuditPasswords): Promise<AuditUrls> {
  const database = decodeURIComponent(new URL(adminUrl).pathname.slice(1));
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock(72707373)');
    await client.query(`REVOKE CONNECT, TEMPORARY ON DATABASE ${client.escapeIdentifier(database)} FROM PUBLIC`);
    for (const part of parts) await createLogin(client, { database, part, password: passwords[part] });
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
  const urlOf = (part: (typeof parts)[number]) => {
    const url = new URL(adminUrl);
    url.username = encodeURIComponent(`${database}_${part}`);
    url.password = encodeURIComponent(passwords[part]);
    return url.href;
  };
  return { writer: urlOf('writer'), sequencer: urlOf('sequencer'), reader: urlOf('reader') };
}

async function createLogin(
  client: pg.Client,
  { database, part, password }: { database: string; part: (typeof parts)[number]; password: string },
): Promise<void> {
  const name = `${database}_${part}`;
  const login = client.escapeIdentifier(name);
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [name]);
  if (rowCount === 0) await client.query(`CREATE ROLE ${login}`);
  await client.query(
    `ALTER ROLE ${login} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD ${client.escapeLiteral(password)}`,
  );
  await client.query(`GRANT juki_audit_${part} TO ${login}`);
  await client.query(`GRANT CONNECT ON DATABASE ${client.escapeIdentifier(database)} TO ${login}`);
}
