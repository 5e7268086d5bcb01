import { type ErrorCode, type ErrorEntry, errorCatalogue } from './catalogue.ts';

/** What a {@link JukiError} may carry beside its message. `details` must obey the audience of the code. */
export interface JukiErrorOptions {
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** The one error class of the system: a code of the catalogue, a message for a person, details for a program. */
export class JukiError extends Error {
  override readonly name = 'JukiError';
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, options: JukiErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.details = options.details ?? {};
  }

  get entry(): ErrorEntry {
    return errorCatalogue[this.code];
  }
}
