import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { ServerUser } from './server-user.ts';

/**
 * Whether `user` can enter `folder`, that is, holds the search permission on it and on every folder above. Folders that
 * do not exist yet are skipped: we make them. Access lists beyond the mode bits are not read.
 */
export async function isReachable(folder: string, user: ServerUser): Promise<boolean> {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    const state = await stat(at).catch(() => undefined);
    if (state && !maySearch(state, user)) return false;
    if (at === path.dirname(at)) return true;
  }
}

function maySearch(state: { mode: number; uid: number; gid: number }, user: ServerUser): boolean {
  if (state.uid === user.uid) return (state.mode & 0o100) !== 0;
  if (state.gid === user.gid) return (state.mode & 0o010) !== 0;
  return (state.mode & 0o001) !== 0;
}
