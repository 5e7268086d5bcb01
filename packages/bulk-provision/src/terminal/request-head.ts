import { JukiError } from '@juki/errors';
import type { Head } from '@juki/exchange-files';
import { parseProfile, type ResultProfile } from './result-profile.ts';

/** The first line of a request file names its form. */
const requestFormat = 'juki.bulk-request/1';

/** 一括提供要求ファイルの頭書: purpose, requester, count, hash, expiry, case number. */
export interface RequestHead {
  readonly job: string;
  readonly requester: string;
  readonly purpose: string;
  readonly case: string | null;
  readonly profile: ResultProfile;
  /** RFC 3339. */
  readonly expiresAt: string;
  readonly eraseBy: string;
  readonly count: number;
  readonly sha256: string;
}

/** Writes the head. */
export function writeRequestHead(head: RequestHead): Head {
  const { job, requester, purpose, profile, expiresAt, eraseBy, count, sha256 } = head;
  return {
    ...{ format: requestFormat, job, requester, purpose },
    ...(head.case === null ? {} : { case: head.case }),
    ...{ profile, expiresAt, eraseBy, count: String(count), sha256 },
  };
}

/** Reads the head. Errors: `EXCHANGE_FILE_INVALID` (`HEAD`). */
export function readRequestHead(head: Head): RequestHead {
  const bad = (message: string) => new JukiError('EXCHANGE_FILE_INVALID', message, { details: { kind: 'HEAD' } });
  if (head['format'] !== requestFormat)
    throw bad(`The file is no request: its head does not say format ${requestFormat}.`);
  const text = (name: string): string => {
    const value = head[name];
    if (value) return value;
    throw bad(`The head of the file does not say ${name}.`);
  };
  const instant = (name: string): string => {
    const value = text(name);
    if (/^\d{4}-\d{2}-\d{2}T/.test(value) && !Number.isNaN(Date.parse(value))) return value;
    throw bad(`${name} in the head of the file is no instant (RFC 3339).`);
  };
  const profile = parseProfile(text('profile'));
  if (!profile) throw bad('The head of the file names a profile that is not known.');
  const count = Number(text('count'));
  if (!Number.isSafeInteger(count) || count < 1) throw bad('The head of the file says no count of rows.');
  return {
    job: text('job'),
    requester: text('requester'),
    purpose: text('purpose'),
    case: head['case'] ?? null,
    profile,
    expiresAt: instant('expiresAt'),
    eraseBy: instant('eraseBy'),
    count,
    sha256: text('sha256'),
  };
}
