import { lstat, realpath, unlink } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';

/**
 * Removes files below a folder, and nothing else: a place is a relative path without dots for a step up, its folder may not
 * lead outside over a link, and what is removed is a file or a link to one.
 */
export function removeFromFolder(folder: string): (place: string) => Promise<boolean> {
  return async (place) => {
    const steps = place.split('/');
    if (steps.some((step) => !/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(step) || step.includes('..'))) return false;
    const path = join(folder, ...steps);
    const [root, parent] = await Promise.all([realpath(folder).catch(none), realpath(dirname(path)).catch(none)]);
    if (root === undefined || parent === undefined || !`${parent}${sep}`.startsWith(`${root}${sep}`)) return false;
    const found = await lstat(path).catch(none);
    if (!found || found.isDirectory()) return false;
    await unlink(path);
    return true;
  };
}

function none(): undefined {
  return undefined;
}
