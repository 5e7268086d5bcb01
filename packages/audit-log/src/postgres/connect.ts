import pg from 'pg';

/** Limits of one connection to a log store, in milliseconds. */
export interface ConnectionLimits {
  /** How long one statement may take; the server ends it, and the client gives up shortly after. */
  readonly statement: number;
  readonly name: string;
  /** Settings of the session, beside the limits. */
  readonly settings?: Readonly<Record<string, string | number>>;
}

/** A connection of its own, whose loss never ends the process: the statement under way fails instead. */
export async function connect(url: string, limits: ConnectionLimits): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: limits.statement,
    statement_timeout: limits.statement,
    // A server that is gone without a word would otherwise be waited for until TCP gives up.
    query_timeout: limits.statement + 500,
    idle_in_transaction_session_timeout: limits.statement,
    keepAlive: true,
    application_name: limits.name,
    options: Object.entries(limits.settings ?? {})
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Closes without waiting for what may hang: a connection that is given up is of no more use. */
export function abandon(client: pg.Client): void {
  client.end().catch(() => undefined);
}
