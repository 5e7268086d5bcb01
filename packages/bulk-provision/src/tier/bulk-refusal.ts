/** Why a step of a job is refused: data, not a fault, since the terminal acts on it. */
export const bulkRefusals = [
  'NOT_HERE',
  'MALFORMED',
  'FOREIGN_REQUESTER',
  'SECOND_PERSON_MISSING',
  'EXPIRED',
  'DUPLICATE_FILE',
  'JOB_ID_USED',
  'UNKNOWN_JOB',
  'OTHER_PURPOSE',
  'OTHER_CASE',
  'CHUNK_OUT_OF_RANGE',
  'CHUNK_DIFFERS',
  'INCOMPLETE',
  'NOT_FINISHED',
  'FINISHED',
  'ERASED',
] as const;

/** One of {@link bulkRefusals}. */
export type BulkRefusal = (typeof bulkRefusals)[number];
