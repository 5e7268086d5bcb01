import type { Matrix, MatrixPurpose } from '@juki/schema-directives';

/** What the matrix of a test knows of purposes: `reaches` names them, `secondHops` links one to another. */
export interface TestPurposes {
  readonly coordinates: readonly string[];
  readonly reaches: Readonly<Record<string, string>>;
  readonly secondHops?: Readonly<Record<string, string>>;
}

/**
 * A matrix that opens the same coordinates to each purpose on every day; what stands behind a second hop, by the names of its
 * types, only to the purpose to which another is linked.
 */
export function testMatrix({ coordinates, reaches, secondHops = {} }: TestPurposes): Matrix {
  const isBehind = (coordinate: string) => /^NationalInquiry(Record)?\./.test(coordinate);
  const spans = (set: number) => [{ from: null, set, withOrdinance: set }];
  const purposes = Object.entries(reaches).map(([purpose, reach]): readonly [string, MatrixPurpose] => {
    const linked = secondHops[purpose];
    const hop = linked === undefined ? null : { purpose: linked, reach: reaches[linked] ?? 'none', spans: spans(1) };
    return [purpose, { reach, spans: spans(0), secondHop: hop }];
  });
  const sets = [
    bits(coordinates.map((coordinate) => !isBehind(coordinate))),
    bits(coordinates.map((coordinate) => isBehind(coordinate))),
  ];
  return { version: 1, coordinates, sets, purposes: Object.fromEntries(purposes) };
}

/** Four to a digit, the lowest bit first. */
function bits(open: readonly boolean[]): string {
  const digits = Array.from({ length: Math.ceil(open.length / 4) }, (_, digit) => {
    return open.slice(digit * 4, digit * 4 + 4).reduce((sum, bit, at) => sum + (bit ? 1 << at : 0), 0);
  });
  return digits.map((digit) => digit.toString(16)).join('');
}
