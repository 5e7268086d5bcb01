import type { PoolConfig } from 'pg';

/** How many connections a pool may hold, and how long anything may take. */
export interface PoolSettings {
  /** Default 10. All pools of all processes together must stay below the server's `max_connections`. */
  readonly max?: number;
  /** The server gives a statement up after this; default 10 s. Bulk work asks for more. */
  readonly statementMilliseconds?: number;
  /**
   * `once` (default) plans a named statement once per connection whatever its arguments: planning over 16 partitions
   * costs ten times what running a look-up costs. `each` plans anew with the arguments in sight, for reports.
   */
  readonly plan?: 'once' | 'each';
}

/**
 * Settings of every pool: a request waits for a connection or a statement only so long, and then fails rather than
 * queueing behind a database that is gone.
 */
export function poolSettings(url: string, settings: PoolSettings = {}): PoolConfig {
  const statementMilliseconds = settings.statementMilliseconds ?? 10_000;
  return {
    connectionString: url,
    max: settings.max ?? 10,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    statement_timeout: statementMilliseconds,
    // The client's own limit, for a server that no longer answers at all.
    query_timeout: statementMilliseconds + 2_000,
    idle_in_transaction_session_timeout: 30_000,
    application_name: 'juki',
    options: `-c plan_cache_mode=${settings.plan === 'each' ? 'auto' : 'force_generic_plan'}`,
  };
}
