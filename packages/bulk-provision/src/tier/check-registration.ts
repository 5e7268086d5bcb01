import type { RegistryContext } from '@juki/subgraph-runtime';
import type { BulkRefusal } from './bulk-refusal.ts';

/** The head of a request file as a terminal hands it in, with who attends. */
export interface RegistrationInput {
  readonly job: string;
  /** Name of the file in the folder. */
  readonly file: string;
  /** 照会者 as the file names them. */
  readonly requester: string;
  readonly purpose: string;
  readonly case?: string | null;
  readonly profile: string;
  readonly rows: number;
  readonly chunkRows: number;
  readonly sha256: string;
  readonly expiresAt: string;
  readonly eraseBy: string;
  readonly secondPerson: string;
}

/** 照会結果の様式: for the department itself, or for registration in the address system (宛名システム; S0 3(2)③). */
const bulkProfiles = ['inquiry', 'address-system'] as const;

const day = 86_400_000;
/** A request waits in the folder for a fortnight at most, and what it led to lies there for a month at most: our own cut. */
const longestWait = 14 * day;
const longestKeep = 31 * day;
const mostRows = 1_000_000;

/** Checks a registration; `undefined` where nothing is wrong with it. */
export function checkRegistration(
  input: RegistrationInput,
  { operator }: RegistryContext['grant']['actor'],
  now: number,
): BulkRefusal | undefined {
  const { job, file, requester, profile, rows, chunkRows, sha256, secondPerson } = input;
  const [expiresAt, eraseBy] = [Date.parse(input.expiresAt), Date.parse(input.eraseBy)];
  const isSound =
    /^[A-Za-z0-9][A-Za-z0-9-]{7,63}$/.test(job) &&
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,159}$/.test(file) &&
    !file.includes('..') &&
    bulkProfiles.some((known) => known === profile) &&
    rows >= 1 &&
    rows <= mostRows &&
    chunkRows >= 1 &&
    chunkRows <= 1_000 &&
    /^[0-9a-f]{64}$/.test(sha256) &&
    expiresAt <= now + longestWait &&
    eraseBy <= now + longestKeep &&
    eraseBy >= expiresAt;
  if (!isSound) return 'MALFORMED';
  if (requester !== operator) return 'FOREIGN_REQUESTER';
  if (secondPerson === '' || secondPerson === operator) return 'SECOND_PERSON_MISSING';
  return expiresAt <= now ? 'EXPIRED' : undefined;
}
