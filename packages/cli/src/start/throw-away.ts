import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { removeCluster } from '@juki/database';

const clusters = ['data', 'audit'];
/** What else a start puts into a directory. */
const parts = ['keys', 'logs', 'checkpoints', 'examples', 'examples.json', 'system.json'];

/** Removes what earlier starts left in a directory, and nothing else that may lie there. */
export async function throwAway(directory: string): Promise<void> {
  await Promise.all([
    ...clusters.map((cluster) => removeCluster(join(directory, cluster))),
    ...parts.map((part) => rm(join(directory, part), { recursive: true, force: true })),
  ]);
}
