import pg from 'pg';
import { type PoolSettings, poolSettings } from './pool-settings.ts';

/** Where a pool says that a connection was lost. The next query gets a new one, or fails for itself. */
export type OnConnectionLost = (fault: Error) => void;

/** A pool for hot paths that speak SQL. A connection that breaks, idle or in use, never ends the process. */
export function createPool(url: string, settings: PoolSettings = {}, onConnectionLost?: OnConnectionLost): pg.Pool {
  const pool = new pg.Pool(poolSettings(url, settings));
  pool.on('error', (fault) => onConnectionLost?.(fault));
  // One that is taken out of the pool reports its loss itself, beside the query that fails.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
