import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { undurableSettings } from '../embedded/settings.ts';
import { type EmbeddedPostgres, startPostgres } from '../embedded/start-postgres.ts';

/** What {@link temporaryPostgres} starts. */
export interface TemporaryOptions {
  readonly databases: readonly string[];
  readonly port?: number;
  readonly settings?: Readonly<Record<string, string>>;
  /** `false` turns `fsync` and its kin off: for tests of anything but durability. The audit store refuses such a server. */
  readonly durable?: boolean;
}

/** A server of its own in the system's temporary folder; `stop()` removes it. One per test file. */
export async function temporaryPostgres(options: TemporaryOptions): Promise<EmbeddedPostgres> {
  const { durable = true, settings, ...rest } = options;
  const server = await startPostgres({
    ...rest,
    dataDirectory: path.join(tmpdir(), `juki-postgres-${randomUUID()}`),
    settings: { ...(durable ? {} : undurableSettings), ...settings },
    durableFiles: false,
  });
  return {
    ...server,
    async stop() {
      await server.stop();
      await rm(server.dataDirectory, { recursive: true, force: true });
    },
  };
}
