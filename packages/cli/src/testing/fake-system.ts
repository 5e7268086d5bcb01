import { join } from 'node:path';
import type { CliDeps } from '../cli-deps.ts';
import { announce, type KnownLog } from '../system/running-system.ts';

/** Leaves word of a running system on a port, as `juki start` does. */
export async function announceSystem(
  { systems, processId }: CliDeps,
  {
    port = 4000,
    logs = [],
    keys,
    alive = true,
  }: { port?: number; logs?: readonly KnownLog[]; keys?: string; alive?: boolean } = {},
): Promise<string> {
  const directory = join(systems, String(port));
  await announce({
    processId: alive ? processId : processId + 1,
    directory,
    gateway: `http://127.0.0.1:${port}`,
    issuer: `http://127.0.0.1:${port + 1}`,
    keys: keys ?? join(directory, 'keys'),
    logs,
  });
  return directory;
}
