export { invariant, unreachable } from './assertions.ts';
export { type Audience, type ErrorCode, type ErrorEntry, errorCatalogue } from './catalogue.ts';
export { JukiError, type JukiErrorOptions } from './juki-error.ts';
