import { createHash } from 'node:crypto';
import { operationText } from '@juki/audit-log/operation';
import { JukiError } from '@juki/errors';
import type { GraphQLSchema } from 'graphql';
import { coordinatesOfRepresentations } from '../operation/coordinates-of-representations.ts';
import { coordinatesOfVariables } from '../operation/coordinates-of-variables.ts';
import { type ParsedOperation, parseOperation } from '../operation/parsed-operation.ts';
import type { Held } from './held.ts';

const bounded: unique symbol = Symbol('bounded');

/** A request whose operation reads and uses nothing beyond its grant. */
export interface Bounded extends Held {
  readonly [bounded]: true;
  readonly query: string;
  readonly operationHash: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Every coordinate of the operation; only columns behind these are read and decrypted. */
  readonly coordinates: ReadonlySet<string>;
}

/** What the stage needs. */
export interface BoundStage {
  readonly schema: GraphQLSchema;
  readonly structural: ReadonlySet<string>;
  readonly representations: number;
}

const remembered = 1_000;
/** Longer texts are parsed each time, so that what is remembered has a bound in bytes too. */
const longestRemembered = 20_000;

/**
 * Makes the stage that reads the operation and compares it with the grant. The gateway sends few different operations,
 * so the parsed ones are remembered by their text; what the variables name is read each time.
 * Errors: `OPERATION_UNSUPPORTED`, `OPERATION_TOO_LARGE`, `GRANT_EXCEEDED`.
 */
export function createBoundStage({ schema, structural, representations }: BoundStage) {
  const known = new Map<string, { readonly parsed: ParsedOperation; readonly hash: string }>();

  function remember(query: string) {
    const found = known.get(query);
    if (found) return found;
    const parsed = parseOperation(schema, query);
    const entry = { parsed, hash: createHash('sha256').update(operationText(parsed.document)).digest('base64url') };
    if (query.length > longestRemembered) return entry;
    const oldest = known.size >= remembered ? known.keys().next().value : undefined;
    if (oldest !== undefined) known.delete(oldest);
    known.set(query, entry);
    return entry;
  }

  return function boundOperation(request: Held): Bounded {
    const { query, variables } = parseBody(request.body);
    const { parsed, hash } = remember(query);
    const values = new Map(Object.entries(variables));
    const coordinates = new Set([
      ...parsed.coordinates,
      ...coordinatesOfVariables(schema, parsed, values),
      ...coordinatesOfRepresentations(schema, parsed, values, representations),
    ]);
    const granted = new Set(request.grant.coordinates);
    for (const coordinate of coordinates) {
      if (!granted.has(coordinate) && !structural.has(coordinate)) throw exceeded();
    }
    const operationName = parsed.operation.name?.value ?? null;
    return { ...request, [bounded]: true, query, operationHash: hash, operationName, variables, coordinates };
  };
}

function parseBody(body: Buffer): { readonly query: string; readonly variables: Readonly<Record<string, unknown>> } {
  const { query, variables = {} } = record(json(body));
  if (typeof query !== 'string') throw unsupported();
  return { query, variables: variables === null ? {} : record(variables) };
}

function json(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw unsupported();
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw unsupported();
  return Object.fromEntries(Object.entries(value));
}

function unsupported(): JukiError {
  return new JukiError('OPERATION_UNSUPPORTED', 'Send one operation as JSON: query, variables, operationName.');
}

function exceeded(): JukiError {
  return new JukiError('GRANT_EXCEEDED', 'The operation reads more than its grant lists.');
}
