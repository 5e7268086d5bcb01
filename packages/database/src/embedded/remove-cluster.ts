import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { usualRefuge } from './place.ts';

/**
 * Removes what {@link startPostgres} made in a data directory, wherever the cluster really lies (README: root in a
 * closed folder). The server must have been stopped. A directory that was never started is no fault.
 */
export async function removeCluster(dataDirectory: string, refuge = usualRefuge): Promise<void> {
  const folder = path.resolve(dataDirectory);
  const place = (await readFile(path.join(folder, 'location'), 'utf8').catch(() => '')).trim();
  // Only what a start could have written there: the note is a file like any other.
  if (path.dirname(place) === refuge && path.basename(place).startsWith('data-')) {
    await rm(place, { recursive: true, force: true });
  }
  await rm(folder, { recursive: true, force: true });
}
