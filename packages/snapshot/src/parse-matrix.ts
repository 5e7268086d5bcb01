import { JukiError } from '@juki/errors';
import type { Matrix, MatrixHop, MatrixPurpose, MatrixSpan } from '@juki/schema-directives';

/** Reads a compiled matrix. Anything that is not one is a fault of the build, never an empty policy. */
export function parseMatrix(value: unknown): Matrix {
  const { version, coordinates, sets, purposes } = record(value);
  if (version !== 1) throw broken('version');
  return {
    version,
    coordinates: texts(coordinates, 'coordinates'),
    sets: texts(sets, 'sets'),
    purposes: Object.fromEntries(Object.entries(record(purposes)).map(([id, row]) => [id, parsePurpose(row)])),
  };
}

function parsePurpose(value: unknown): MatrixPurpose {
  const { reach, spans, secondHop } = record(value);
  if (typeof reach !== 'string' || !Array.isArray(spans)) throw broken('purposes');
  return { reach, spans: spans.map(parseSpan), secondHop: secondHop === null ? null : parseHop(secondHop) };
}

function parseHop(value: unknown): MatrixHop {
  const { purpose, reach, spans } = record(value);
  if (typeof purpose !== 'string' || typeof reach !== 'string' || !Array.isArray(spans)) throw broken('second hops');
  return { purpose, reach, spans: spans.map(parseSpan) };
}

function parseSpan(value: unknown): MatrixSpan {
  const { from, set, withOrdinance } = record(value);
  if (from !== null && typeof from !== 'string') throw broken('spans');
  if (typeof set !== 'number' || typeof withOrdinance !== 'number') throw broken('spans');
  return { from, set, withOrdinance };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw broken('an object');
  return Object.fromEntries(Object.entries(value));
}

function texts(value: unknown, name: string): readonly string[] {
  if (!Array.isArray(value)) throw broken(name);
  return value.map((entry: unknown) => {
    if (typeof entry !== 'string') throw broken(name);
    return entry;
  });
}

function broken(part: string): JukiError {
  return new JukiError('CONFIGURATION_INVALID', `The compiled matrix is broken (${part}). Build again.`);
}
