import pg from 'pg';
import { type PoolSettings, poolSettings } from './pool-settings.ts';

/** Where a pool says that a connection was lost. The next query gets a new one, or fails for itself. */
export type OnConnectionLost = (fault: Error) => void;

/** A pool for hot paths that speak SQL. A connection that breaks while idle never ends the process. */
export function createPool(url: string, settings: PoolSettings = {}, onConnectionLost?: OnConnectionLost): pg.Pool {
  const pool = new pg.Pool(poolSettings(url, settings));
  pool.on('error', (fault) => onConnectionLost?.(fault));
  return pool;
}
