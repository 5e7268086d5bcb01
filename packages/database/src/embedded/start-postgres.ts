import { readFile } from 'node:fs/promises';
import { findBinaries } from './binaries.ts';
import { superuser, urlOf } from './credentials.ts';
import { ensureDatabases } from './ensure-databases.ts';
import { findRunning } from './find-running.ts';
import { freePort } from './free-port.ts';
import { initialise } from './initialise.ts';
import { launch } from './launch.ts';
import { type Layout, layoutOf } from './layout.ts';
import { placeBinaries, placeData } from './place.ts';
import { findServerUser, type ServerUser } from './server-user.ts';
import { defaultSettings } from './settings.ts';

/** What {@link startPostgres} starts. */
export interface PostgresOptions {
  /** Everything of this server lies here; made on the first start. */
  readonly dataDirectory: string;
  /** Created where they do not exist yet. */
  readonly databases: readonly string[];
  /** Default: any free port. A running server keeps its own. */
  readonly port?: number;
  /** Added to, or in place of, the default settings of the server. Has no effect on one that already runs. */
  readonly settings?: Readonly<Record<string, string>>;
  /** `false` skips the sync of the new files of a first start; for folders that are thrown away. */
  readonly durableFiles?: boolean;
}

/** A running embedded PostgreSQL. */
export interface EmbeddedPostgres {
  /** Where the data really lies (see README: root in a closed folder). */
  readonly dataDirectory: string;
  readonly port: number;
  readonly pid: number;
  /** Whether another process had started it; then that process, or the next start, stops it. */
  readonly reused: boolean;
  /** A connection string; `user` is a login made by {@link createLogin}, by default the superuser. */
  url(database: string, user?: string): string;
  /** Ends the server that we started, and waits for it; one that we only share stays. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL from npm's own binaries on a folder, or shares the one that runs there already: on 127.0.0.1 only,
 * by password (SCRAM-SHA-256), UTF-8 in code point order, never as root. It ends with this process, however that ends.
 */
export async function startPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const user = findServerUser();
  const layout = layoutOf(await placeData(options.dataDirectory, user));
  const running = (await findShared(layout)) ?? (await startOwn(layout, user, options));
  const password = (await readFile(layout.password, 'utf8')).trim();
  const url = (database: string, login = superuser) => urlOf(running.port, database, login, password);
  await ensureDatabases(url('postgres'), options.databases);
  return { dataDirectory: layout.folder, ...running, url };
}

type Running = Pick<EmbeddedPostgres, 'pid' | 'port' | 'reused' | 'stop'>;

async function findShared(layout: Layout): Promise<Running | undefined> {
  const found = await findRunning(layout);
  return found && { pid: found.pid, port: found.port, reused: true, stop: async () => undefined };
}

async function startOwn(layout: Layout, user: ServerUser | undefined, options: PostgresOptions): Promise<Running> {
  const binaries = await placeBinaries(await findBinaries(), user);
  await initialise(layout, { binaries, user, durable: options.durableFiles ?? true });
  const port = options.port ?? (await freePort());
  try {
    const settings = { ...defaultSettings, ...options.settings };
    return { ...(await launch(layout, { binaries, user, port, settings })), port, reused: false };
  } catch (fault) {
    // Another process may have started the same server in the same moment, and won.
    const shared = await findShared(layout);
    if (shared) return shared;
    throw fault;
  }
}
