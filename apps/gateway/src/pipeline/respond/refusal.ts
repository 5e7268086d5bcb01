import { type ErrorCode, errorCatalogue, JukiError } from '@juki/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';

/** A refusal as the caller sees it: status, and one error with its code. Internal faults show a correlation id only. */
export interface Refusal {
  readonly code: ErrorCode;
  readonly status: number;
  readonly error: GraphQLFormattedError;
}

/** Turns whatever was thrown into what the caller may see. */
export function refusalOf(thrown: unknown, correlation: string): Refusal {
  const fault = thrown instanceof JukiError ? thrown : new JukiError('INTERNAL', 'unexpected', { cause: thrown });
  const entry = errorCatalogue[fault.code];
  const message =
    entry.audience === 'client' ? fault.message : `The request could not be served. Correlation id: ${correlation}`;
  // The code of an internal fault would tell an attacker which defence was met.
  const told = entry.audience === 'client' ? { code: fault.code, ...fault.details } : { code: 'INTERNAL' };
  return { code: fault.code, status: entry.status, error: { message, extensions: { ...told, correlation } } };
}

/** A refusal inside GraphQL execution; Apollo Server takes the HTTP status from `extensions.http`. */
export function refusalError({ status, error }: Refusal): GraphQLError {
  return new GraphQLError(error.message, { extensions: { ...error.extensions, http: { status } } });
}
