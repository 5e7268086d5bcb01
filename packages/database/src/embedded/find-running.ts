import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { JukiError } from '@juki/errors';
import type { Layout } from './layout.ts';
import { hasOrphans, type Postmaster, readPostmaster, servesCluster } from './postmaster.ts';

/** How long a server may take over starting or stopping before we stop waiting for it. */
const patienceMilliseconds = 60_000;

/**
 * The server that already runs on this cluster (started by another process, or left by one that was killed), once it is
 * ready. Waits while one is starting or stopping; `undefined` where none runs.
 */
export async function findRunning(layout: Layout): Promise<Postmaster | undefined> {
  const deadline = performance.now() + patienceMilliseconds;
  for (;;) {
    const postmaster = await readPostmaster(layout);
    if (!postmaster) return undefined;
    if (await servesCluster(postmaster, layout)) {
      if (postmaster.state === 'ready') return postmaster;
    } else if (!(await hasOrphans(postmaster))) {
      // PostgreSQL clears a stale lock file itself, except where the process id has meanwhile gone to another process
      // (every restart of a container) or the killed server was never reaped: then it would refuse for ever.
      await rm(layout.postmaster, { force: true });
      return undefined;
    }
    if (performance.now() > deadline) throw stuck(postmaster, layout);
    await pause(20);
  }
}

function stuck(postmaster: Postmaster, layout: Layout): JukiError {
  return new JukiError(
    'DATABASE_UNAVAILABLE',
    `The PostgreSQL of ${layout.folder} (process ${postmaster.pid}) has been ${postmaster.state} for a minute. Look at ${layout.log}, or end that process.`,
  );
}
