import type { IncomingMessage } from 'node:http';
import type { IncomingRequest } from '../pipeline/incoming-request.ts';

/** Time and chance: milliseconds since 1970, microseconds of a monotonic clock, and that many random bytes. */
export interface Sources {
  readonly clock: () => number;
  readonly micros: () => number;
  readonly random: (length: number) => Uint8Array;
}

/** W3C Trace Context, level 1. */
const traceparent = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** Reads the headers that the pipeline needs. Headers that begin with `juki-` and are not ours mean nothing here. */
export function readIncoming(message: IncomingMessage, { clock, micros, random }: Sources): IncomingRequest {
  const headers = message.headersDistinct;
  const authorization = headers['authorization'] ?? [];
  const [parent = ''] = headers['traceparent'] ?? [];
  const [, trace] = traceparent.exec(parent) ?? [];
  return {
    id: Buffer.from(random(16)).toString('base64url'),
    receivedAt: clock(),
    startedMicros: micros(),
    authorization: authorization.length === 1 ? authorization[0] : undefined,
    purpose: headers['juki-purpose'] ?? [],
    case: headers['juki-case'] ?? [],
    onWithheld: headers['juki-on-withheld'] ?? [],
    trace: trace === undefined ? null : { parent, id: trace },
  };
}
