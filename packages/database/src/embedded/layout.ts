import path from 'node:path';

/** What stands where in the folder of one embedded server. */
export interface Layout {
  readonly folder: string;
  /** PGDATA: belongs to the account that runs the server. */
  readonly cluster: string;
  /** The superuser's password, mode 0600. */
  readonly password: string;
  /** What the server says, from all its starts. */
  readonly log: string;
  /** The server's own lock file, with process id, port and state. */
  readonly postmaster: string;
}

export function layoutOf(folder: string): Layout {
  const cluster = path.join(folder, 'cluster');
  return {
    folder,
    cluster,
    password: path.join(folder, 'password'),
    log: path.join(folder, 'server.log'),
    postmaster: path.join(cluster, 'postmaster.pid'),
  };
}
