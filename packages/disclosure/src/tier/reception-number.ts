/** A reception as it lies in the book of a body. */
export interface Reception {
  readonly body: string;
  readonly number: string;
}

/**
 * 受付番号 as people are told it, `270008-D2026-000001`: every body counts its own book, so only together with the body does a
 * number mean one reception.
 */
export function receptionNumber({ body, number }: Reception): string {
  return `${body}-${number}`;
}

/** Reads one; `null` for anything else, which is then nobody's. */
export function parseReceptionNumber(text: string): Reception | null {
  const [, body, number] = /^([0-9]{6}|jlis)-([DC][0-9]{4}-[0-9]{6})$/.exec(text) ?? [];
  return body === undefined || number === undefined ? null : { body, number };
}
