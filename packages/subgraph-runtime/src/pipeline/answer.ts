import type { Recorded } from './recorded.ts';

/** What leaves over HTTP. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Turns a recorded operation into its answer, with the receipts for the gateway's record of the delivery. */
export function answer({ data, errors, receipts }: Recorded): Answer {
  const extensions = { juki: { receipts } };
  return { status: 200, body: JSON.stringify(errors.length > 0 ? { data, errors, extensions } : { data, extensions }) };
}
