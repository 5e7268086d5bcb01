import { JukiError } from '@juki/errors';
import type { ExchangeStore } from './exchange-store.ts';

/** Why a file was set aside: for its sender, and without a value of its rows. */
export interface Rejection {
  readonly code: string;
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>>;
  /** RFC 3339. */
  readonly at: string;
}

/** Puts a taken file aside, with its reason beside it in `NAME.reason.json`. The reason is there first: a file without one cannot lie there. */
export async function rejectFile(store: ExchangeStore, name: string, rejection: Rejection): Promise<void> {
  const reason = `${name}.reason.json`;
  // A run that ended in between has left its reason; this one says it anew.
  await store.remove('rejected', reason);
  await store.put('rejected', reason, once(`${JSON.stringify(rejection, null, 2)}\n`));
  await store.move(name, 'taken', 'rejected');
}

/** The rejection that a fault of a file stands for. Whatever is no fault of the file is thrown on. */
export function rejectionOf(fault: unknown, now: number): Rejection {
  if (!(fault instanceof JukiError) || !fault.code.startsWith('EXCHANGE_FILE_')) throw fault;
  return { code: fault.code, message: fault.message, details: fault.details, at: new Date(now).toISOString() };
}

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text, 'utf8');
}
