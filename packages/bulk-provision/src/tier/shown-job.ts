import type { BulkStep } from './bulk-desk.ts';
import type { BulkProgress } from './bulk-job.ts';

/** A job as the graph shows it to its agency. */
export function showJob({ job, ...progress }: BulkProgress) {
  const { answeredRows, found, notFound, keyInvalid, notSent, repeatedChunks } = progress;
  return {
    ...{ job: job.job, operator: job.operator, secondPerson: job.secondPerson, purpose: job.purpose, case: job.case },
    ...{ profile: job.profile, rows: job.rows, chunkRows: job.chunkRows, sha256: job.sha256 },
    ...{ answeredRows, found, notFound, keyInvalid, notSent, repeatedChunks },
    rowsPerSecond: rate(progress),
    resultSha256: job.resultSha256,
    registeredAt: text(job.registeredAt),
    expiresAt: text(job.expiresAt),
    eraseBy: text(job.eraseBy),
    finishedAt: text(job.finishedAt),
    receivedAt: text(job.receivedAt),
    receivedBy: job.receivedBy,
    erasedAt: text(job.erasedAt),
  };
}

/** A step as the graph shows it. */
export function showStep({ refusal, job, resultKey }: BulkStep) {
  return { refusal, job: job && showJob(job), resultKey };
}

function rate({ answeredRows, firstAnswerAt, lastAnswerAt }: Omit<BulkProgress, 'job'>): number | null {
  const seconds = ((lastAnswerAt ?? 0) - (firstAnswerAt ?? 0)) / 1000;
  return seconds > 0 ? Math.round(answeredRows / seconds) : null;
}

function text(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}
