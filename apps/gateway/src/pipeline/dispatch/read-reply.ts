import { type ErrorCode, errorCatalogue } from '@juki/errors';
import { isPlainObject, own, type PlainObject } from './plain-data.ts';
import type { SubgraphAnswer, SubgraphError } from './plan-executor.ts';
import type { SubgraphReply } from './subgraph-transport.ts';

/**
 * Reads a subgraph's reply. Errors reach the caller as a code of the catalogue that is meant for clients, with its
 * message; everything else becomes `SUBGRAPH_UNAVAILABLE` and the correlation id, whatever the subgraph said.
 */
export function readReply(subgraph: string, reply: SubgraphReply, correlation: string): SubgraphAnswer {
  const answer = parse(reply.text);
  if (!answer) return unavailable(subgraph, correlation);
  const data = own(answer, 'data');
  const errors = own(answer, 'errors');
  const listed = Array.isArray(errors) ? errors.map((error: unknown) => readError(error, subgraph, correlation)) : [];
  const failed = reply.status >= 400 || (data === undefined && listed.length === 0);
  return {
    data: !failed && isPlainObject(data) ? data : null,
    errors: failed && listed.length === 0 ? unavailable(subgraph, correlation).errors : listed,
    receipts: readReceipts(answer),
  };
}

/** The answer of a tier that did not answer. */
export function unavailable(subgraph: string, correlation: string): SubgraphAnswer {
  const message = `The ${subgraph} tier did not answer; its part of the answer is null, what others answered stands. Ask again. Correlation id: ${correlation}`;
  const extensions = { code: 'SUBGRAPH_UNAVAILABLE', subgraph, correlation };
  return { data: null, errors: [{ message, path: undefined, extensions }], receipts: [] };
}

function parse(text: string): PlainObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return isPlainObject(value) ? value : null;
  } catch {
    return null;
  }
}

function readError(error: unknown, subgraph: string, correlation: string): SubgraphError {
  const { message, path, extensions } = isPlainObject(error) ? error : {};
  const code = isPlainObject(extensions) ? extensions['code'] : undefined;
  const where = Array.isArray(path)
    ? path.filter((key) => typeof key === 'string' || typeof key === 'number')
    : undefined;
  if (typeof message === 'string' && isErrorCode(code) && errorCatalogue[code].audience === 'client') {
    return { message, path: where, extensions: { code, subgraph, correlation } };
  }
  const [opaque] = unavailable(subgraph, correlation).errors;
  return { message: opaque?.message ?? '', extensions: opaque?.extensions ?? {}, path: where };
}

function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(errorCatalogue, code);
}

function readReceipts(answer: PlainObject): readonly string[] {
  const extensions = own(answer, 'extensions');
  const juki = isPlainObject(extensions) ? own(extensions, 'juki') : undefined;
  const receipts = isPlainObject(juki) ? own(juki, 'receipts') : undefined;
  return Array.isArray(receipts) ? receipts.filter(isReceipt) : [];
}

/** What is no receipt would make the log refuse the record of the delivery. */
function isReceipt(receipt: unknown): receipt is string {
  return typeof receipt === 'string' && /^[0-9a-z]{1,6}:[A-Za-z0-9_-]{43}$/.test(receipt);
}
