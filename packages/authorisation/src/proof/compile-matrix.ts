import type { Purpose } from '@juki/legal-basis';
import type { Matrix, MatrixPurpose, MatrixSpan } from '@juki/schema-directives';
import { createView, type PolicyParts } from '../create-policy.ts';
import { spans } from './spans.ts';

/**
 * Compiles rules and catalogue into the matrix that a subgraph holds grants against. It asks the same rulings as the
 * filter, purpose by purpose and span by span, so that gateway and subgraph cannot come to differ. Purposes that reach
 * nothing at any time stand in it too, with the empty set.
 */
export function compileMatrix(parts: PolicyParts): Matrix {
  const { catalogue, ruleBook } = parts;
  const indexes = new Map<string, number>();
  const purposes: Record<string, MatrixPurpose> = {};
  for (const purpose of [...catalogue.purposes.values()].sort(byId)) {
    purposes[purpose.id] = { reach: purpose.reach, spans: spansOf(purpose) };
  }
  return { version: 1, coordinates: ruleBook.coordinates, sets: [...indexes.keys()], purposes };

  function spansOf(purpose: Purpose): readonly MatrixSpan[] {
    const found: MatrixSpan[] = [];
    for (const { from, day } of spans(catalogue, purpose)) {
      const set = indexOf(openSet(createView(parts, purpose, day, false)));
      const depends = purpose.grants.some(({ ordinance }) => ordinance);
      const withOrdinance = depends ? indexOf(openSet(createView(parts, purpose, day, true))) : set;
      const last = found.at(-1);
      if (last?.set !== set || last.withOrdinance !== withOrdinance) found.push({ from, set, withOrdinance });
    }
    return found;
  }

  function openSet(view: ReturnType<typeof createView>): string {
    let digits = '';
    for (let start = 0; start < ruleBook.coordinates.length; start += 4) {
      const bits = ruleBook.coordinates
        .slice(start, start + 4)
        .map((at, bit) => (view.ruling(at).permitted ? 1 << bit : 0));
      digits += bits.reduce((sum, bit) => sum + bit, 0).toString(16);
    }
    return digits;
  }

  function indexOf(set: string): number {
    const known = indexes.get(set);
    if (known !== undefined) return known;
    indexes.set(set, indexes.size);
    return indexes.size - 1;
  }
}

function byId(one: Purpose, other: Purpose): number {
  return one.id < other.id ? -1 : 1;
}
