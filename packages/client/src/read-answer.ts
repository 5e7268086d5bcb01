import { type ErrorCode, errorCatalogue, JukiError } from '@juki/errors';
import type { Reply } from './post-json.ts';

/** One error beside the data: a coordinate that was withheld, a tier that did not answer, a number that is none. */
export interface AnswerError {
  readonly code: string;
  readonly message: string;
  readonly path?: readonly (string | number)[];
  /** As the gateway sent them: `coordinate`, `reason`, `provision`, `correlation`. */
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** What an operation gave. */
export interface Answer<Data> {
  /** As the schema of the purpose types it; the caller names the type. */
  readonly data: Data;
  readonly errors: readonly AnswerError[];
  /** Id of the request, under which gateway and tiers have recorded it; `null` where none was told. */
  readonly request: string | null;
}

interface Body<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly SentError[];
  readonly extensions?: { readonly juki?: { readonly request?: string } };
}

interface SentError {
  readonly message?: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** Reads a reply of the gateway. A refusal, which carries no data, is thrown with its code and message as sent. */
export function readAnswer<Data>({ status, body }: Reply): Answer<Data> {
  const parsed = parse<Data>(body);
  if (parsed === null) throw unreadable(status);
  const { data = null, extensions } = parsed;
  const errors = (parsed.errors ?? []).map(readError);
  const [first] = errors;
  if (data === null) throw first ? refusal(first) : unreadable(status);
  return { data, errors, request: extensions?.juki?.request ?? null };
}

function readError({ message = '', path, extensions = {} }: SentError): AnswerError {
  const code = typeof extensions['code'] === 'string' ? extensions['code'] : 'INTERNAL';
  return path === undefined ? { code, message, extensions } : { code, message, path, extensions };
}

function refusal({ code, message, extensions }: AnswerError): JukiError {
  const { code: _code, ...details } = extensions;
  // A gateway of a later build may know codes that this one does not.
  return isKnown(code)
    ? new JukiError(code, message, { details })
    : new JukiError('INTERNAL', message, { details: { ...details, code } });
}

function isKnown(code: string): code is ErrorCode {
  return Object.hasOwn(errorCatalogue, code);
}

function unreadable(status: number): JukiError {
  return new JukiError('GATEWAY_UNREACHABLE', `What answered is no gateway: status ${status}, and no GraphQL.`);
}

function parse<Data>(body: string): Body<Data> | null {
  try {
    const parsed: unknown = JSON.parse(body);
    return isBody<Data>(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

/** The data themselves are not walked: they are what the schema gives to the document, and the caller names that. */
function isBody<Data>(value: unknown): value is Body<Data> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
