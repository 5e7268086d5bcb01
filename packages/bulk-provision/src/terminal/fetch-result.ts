import { JukiError } from '@juki/errors';
import { checkExchangeFile, type ExchangeStore } from '@juki/exchange-files';
import type { BulkOperations, JobStatus } from './bulk-operations.ts';
import { openSealedFile } from './sealed-frames.ts';

/** A result that was received. */
export interface FetchedResult {
  readonly job: JobStatus;
  readonly rows: number;
  /** The plain file; may be read more than once. */
  readonly content: () => AsyncIterable<Uint8Array>;
}

/**
 * ⑥ Receives a result: the tier receipts it and gives the key to the section that asked. The file is proved whole before any
 * of it is shown. Errors: `OPERATION_REFUSED`, `EXCHANGE_FILE_INVALID`, `EXCHANGE_FILE_MISSING`.
 */
export async function fetchResult(
  store: ExchangeStore,
  operations: BulkOperations,
  job: string,
): Promise<FetchedResult> {
  const step = await operations.receive(job);
  if (step.refusal !== null || step.job === null || step.resultKey === null) {
    throw new JukiError('OPERATION_REFUSED', `The result of ${job} is not given out: ${step.refusal ?? 'no key'}.`, {
      details: { refusal: step.refusal },
    });
  }
  const key = Buffer.from(step.resultKey, 'base64url');
  const content = () => openSealedFile(store.read('results', `${job}.sealed`), key, job);
  const { trailer } = await checkExchangeFile(content(), { form: 'csv', encoding: 'utf-8' });
  return { job: step.job, rows: trailer.count, content };
}
