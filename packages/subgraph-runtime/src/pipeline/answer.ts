import type { Recorded } from './recorded.ts';

/** What leaves over HTTP. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Turns a recorded operation into its answer, with receipts (`body:commitment`) for the gateway's delivery. */
export function answer({ data, errors, receipts }: Recorded): Answer {
  const extensions = { juki: { receipts: receipts.map(({ body, commitment }) => `${body}:${commitment}`) } };
  return { status: 200, body: JSON.stringify(errors.length > 0 ? { data, errors, extensions } : { data, extensions }) };
}
