import { timingSafeEqual } from 'node:crypto';
import type { KeyProvider } from '@juki/keys';
import type { Person, RegistryContext, SearchEach, SearchKeyInput } from '@juki/subgraph-runtime';
import type { BulkJob, BulkTally } from './bulk-job.ts';
import type { BulkRefusal } from './bulk-refusal.ts';
import type { BulkRepository } from './bulk-repository.ts';

/** A chunk as it is asked. `null` stands where the terminal held a row back, because its purpose may not use its key. */
export interface ChunkInput {
  readonly job: string;
  readonly chunk: number;
  readonly keys: readonly (SearchKeyInput | null)[];
}

/** 照会結果 of a row. `AMBIGUOUS`: the key leads to several people, so to nobody. */
export type BulkVerdict = 'FOUND' | 'NOT_FOUND' | 'AMBIGUOUS' | 'KEY_INVALID' | 'NOT_SENT';

/** The answer to a row, in the place of its key. */
export interface BulkRow {
  readonly verdict: BulkVerdict;
  /** Code of what is wrong with the key. */
  readonly fault: string | null;
  readonly person: Person | null;
  /** By what was asked; never shown. */
  readonly key: SearchKeyInput | null;
}

/** The answer to a chunk. */
export interface BulkAnswer {
  readonly refusal: BulkRefusal | null;
  /** Whether this chunk was answered before: its answer was lost, and is recorded as one more disclosure. */
  readonly repeated: boolean;
  readonly rows: readonly BulkRow[];
}

/** What answering needs of a tier. */
export interface BulkInquiry {
  readonly repository: BulkRepository;
  readonly keys: KeyProvider;
  readonly tier: string;
  readonly bodyOf: (agency: string) => string | undefined;
}

type Context = Pick<RegistryContext, 'records' | 'ledger' | 'grant' | 'now'>;

/**
 * ④ Answers a chunk under the requester's own purpose: one query for the job, one of the locator for each kind of key, one
 * for the records, one to note the chunk; the records of the audit are one append. The mode of them is `batch`.
 */
export async function answerChunk(
  { repository, keys, tier, bodyOf }: BulkInquiry,
  { job: id, chunk, keys: rowKeys }: ChunkInput,
  { records, ledger, grant, now }: Context,
): Promise<BulkAnswer> {
  ledger.asBatch();
  const body = bodyOf(grant.actor.agency);
  const refuse = (refusal: BulkRefusal): BulkAnswer => {
    ledger.foundNobody(`bulk-job ${id}`, body ?? null);
    return { refusal, repeated: false, rows: [] };
  };
  if (body === undefined) return refuse('NOT_HERE');
  const known = await repository.findChunk({ body, job: id, chunk });
  if (!known) return refuse('UNKNOWN_JOB');
  const refusal = refusalOf(known.job, { grant, now, chunk, rows: rowKeys.length });
  if (refusal) return refuse(refusal);
  const keysHash = Uint8Array.from(
    keys.mac(`registry/${tier}/index`).digest(`bulk-chunk\n${id}\n${chunk}\n${JSON.stringify(rowKeys.map(canonical))}`),
  );
  if (known.chunk && !timingSafeEqual(known.chunk.keysHash, keysHash)) return refuse('CHUNK_DIFFERS');

  const sent = rowKeys.filter((key) => key !== null);
  const found = await records.searchEach(sent);
  let next = 0;
  const rows = rowKeys.map((key) => ({ ...rowOf(key === null ? undefined : found[next++]), key }));
  const answered = { body, job: id, chunk, rows: rows.length, keysHash, at: now, ...tally(rows) };
  // Two requests at once for one chunk: what is registered is answered once, and other keys not at all.
  if (!(await repository.noteChunk(answered))) return refuse('CHUNK_DIFFERS');
  return { refusal: null, repeated: known.chunk !== null, rows };
}

function refusalOf(
  job: BulkJob,
  { grant, now, chunk, rows }: { grant: Context['grant']; now: number; chunk: number; rows: number },
): BulkRefusal | undefined {
  const { actor } = grant;
  if (job.agency !== actor.agency) return 'UNKNOWN_JOB';
  if (job.operator !== actor.operator) return 'FOREIGN_REQUESTER';
  if (job.purpose !== grant.purpose) return 'OTHER_PURPOSE';
  if (job.case !== grant.case) return 'OTHER_CASE';
  if (job.erasedAt !== null) return 'ERASED';
  if (job.finishedAt !== null) return 'FINISHED';
  if (job.expiresAt <= now) return 'EXPIRED';
  const expected = Math.min(job.chunkRows, job.rows - chunk * job.chunkRows);
  return chunk < 0 || expected !== rows ? 'CHUNK_OUT_OF_RANGE' : undefined;
}

function rowOf(answer: SearchEach | undefined): Omit<BulkRow, 'key'> {
  if (answer === undefined) return { verdict: 'NOT_SENT', fault: null, person: null };
  if ('fault' in answer) return { verdict: 'KEY_INVALID', fault: answer.fault.code, person: null };
  const [person = null, ...more] = answer.people;
  if (more.length > 0) return { verdict: 'AMBIGUOUS', fault: null, person: null };
  return { verdict: person ? 'FOUND' : 'NOT_FOUND', fault: null, person };
}

function tally(rows: readonly Pick<BulkRow, 'verdict'>[]): BulkTally {
  const count = (...verdicts: BulkVerdict[]) => rows.filter(({ verdict }) => verdicts.includes(verdict)).length;
  return {
    found: count('FOUND'),
    notFound: count('NOT_FOUND', 'AMBIGUOUS'),
    keyInvalid: count('KEY_INVALID'),
    notSent: count('NOT_SENT'),
  };
}

/** The same key in one form, whatever order and absent fields it came with. */
function canonical(key: SearchKeyInput | null): unknown {
  if (key === null) return null;
  const { individualNumber = null, residentCode = null, fourItems = null } = key;
  const items = fourItems && [fourItems.name, fourItems.birthDate, fourItems.sex, fourItems.address];
  return [individualNumber, residentCode, items];
}
