import type { Matrix } from '@juki/schema-directives';

/** A matrix that opens the same coordinates to each purpose on every day; `reaches` names the purposes. */
export function testMatrix(coordinates: readonly string[], reaches: Readonly<Record<string, string>>): Matrix {
  const open = 'f'.repeat(Math.ceil(coordinates.length / 4));
  const purposes = Object.entries(reaches).map(([purpose, reach]) => {
    return [purpose, { reach, spans: [{ from: null, set: 0, withOrdinance: 0 }], secondHop: null }] as const;
  });
  return { version: 1, coordinates, sets: [open], purposes: Object.fromEntries(purposes) };
}
