import { utf8 } from '../bytes.ts';
import { parseTilePath, tileWidth } from '../tree/tile-path.ts';
import type { LogReader } from './create-log-reader.ts';
import type { WitnessPolicy } from './witness/watch-window.ts';

/** An answer of {@link logHttpHandler}, for any HTTP server to send. */
export interface LogAnswer {
  readonly status: 200 | 404;
  readonly contentType: string;
  readonly cacheControl: string;
  readonly body: Uint8Array;
}

const route = /^\/log\/([0-9a-z]{1,6})\/(checkpoint|witnessed-checkpoint|tile\/.+)$/;

/**
 * Serves logs as the plain files of C2SP tlog-tiles: `/log/<body>/checkpoint` and `/log/<body>/tile/…`, and beside them
 * `witnessed-checkpoint`, the newest that the witnesses of the policy have cosigned. No personal data is in them, so anyone
 * may read and mirror them. `path` is the path of the URL, without its query.
 */
export function logHttpHandler(
  reader: Pick<LogReader, 'checkpoint' | 'witnessedCheckpoint' | 'tile'>,
  policy: WitnessPolicy,
): (path: string) => Promise<LogAnswer> {
  return async (path) => {
    const [, body, file] = route.exec(path) ?? [];
    if (body === undefined || file === undefined) return missing;
    if (file === 'checkpoint' || file === 'witnessed-checkpoint') {
      const note = await (file === 'checkpoint' ? reader.checkpoint(body) : reader.witnessedCheckpoint(body, policy));
      if (note === null) return missing;
      return { status: 200, contentType: 'text/plain; charset=utf-8', cacheControl: 'no-cache', body: utf8(note) };
    }
    const tile = await reader.tile(body, file);
    if (tile === null) return missing;
    // Both never change; a partial one is soon superseded and need not fill caches.
    const full = parseTilePath(file)?.width === tileWidth;
    const cacheControl = full ? 'public, max-age=31536000, immutable' : 'public, max-age=3600';
    return { status: 200, contentType: 'application/octet-stream', cacheControl, body: tile };
  };
}

const missing: LogAnswer = {
  status: 404,
  contentType: 'text/plain; charset=utf-8',
  cacheControl: 'no-store',
  body: utf8('no such file of a log\n'),
};
