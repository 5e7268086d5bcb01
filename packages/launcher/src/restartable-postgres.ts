import { type EmbeddedPostgres, type PostgresOptions, startPostgres } from '@juki/database';

/** A server that can be stopped and started again on its port, so that connection strings stay true. */
export interface RestartablePostgres extends EmbeddedPostgres {
  /** Only after it was stopped. */
  start(): Promise<void>;
}

/** Starts a server that can be started again. */
export async function startRestartable(options: PostgresOptions): Promise<RestartablePostgres> {
  let server = await startPostgres(options);
  const { port } = server;
  return {
    get dataDirectory() {
      return server.dataDirectory;
    },
    port,
    get pid() {
      return server.pid;
    },
    get reused() {
      return server.reused;
    },
    url: (database, user) => server.url(database, user),
    stop: () => server.stop(),
    async start() {
      server = await startPostgres({ ...options, port });
    },
  };
}
