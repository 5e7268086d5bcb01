import type { LegalDate, Purpose } from '@juki/legal-basis';
import type { Matrix, MatrixPurpose, MatrixSpan } from '@juki/schema-directives';
import { createView, type PolicyParts } from '../create-policy.ts';
import { spans } from './spans.ts';
import { standing } from './standing.ts';

/**
 * Compiles rules and catalogue into the matrix that a subgraph holds grants against. It asks the same rulings as the
 * filter, purpose by purpose and span by span, so that gateway and subgraph cannot come to differ. Purposes that reach
 * nothing at any time stand in it too, with the set of what is structural.
 */
export function compileMatrix(parts: PolicyParts): Matrix {
  const { catalogue, ruleBook } = parts;
  const indexes = new Map<string, number>();
  const byStanding = new Map<string, number>();
  const purposes: Record<string, MatrixPurpose> = {};
  for (const purpose of [...catalogue.purposes.values()].sort(byId)) {
    purposes[purpose.id] = { reach: purpose.reach, spans: spansOf(purpose) };
  }
  return { version: 1, coordinates: ruleBook.coordinates, sets: [...indexes.keys()], purposes };

  function spansOf(purpose: Purpose): readonly MatrixSpan[] {
    const found: MatrixSpan[] = [];
    for (const { from, day } of spans(catalogue, purpose)) {
      const set = setOn(purpose, day, false);
      const withOrdinance = setOn(purpose, day, true);
      const last = found.at(-1);
      if (last?.set !== set || last.withOrdinance !== withOrdinance) found.push({ from, set, withOrdinance });
    }
    return found;
  }

  function setOn(purpose: Purpose, date: LegalDate, ordinance: boolean): number {
    const key = standing({ catalogue, purpose, date, ordinance });
    const known = byStanding.get(key) ?? indexOf(openSet(purpose, date, ordinance));
    byStanding.set(key, known);
    return known;
  }

  function openSet(purpose: Purpose, date: LegalDate, ordinance: boolean): string {
    const view = createView(parts, purpose, date, ordinance);
    let digits = '';
    for (let start = 0; start < ruleBook.coordinates.length; start += 4) {
      const four = ruleBook.coordinates.slice(start, start + 4);
      const digit = four.reduce((sum, at, bit) => sum + (view.ruling(at).permitted ? 1 << bit : 0), 0);
      digits += digit.toString(16);
    }
    return digits;
  }

  function indexOf(set: string): number {
    const index = indexes.get(set) ?? indexes.size;
    indexes.set(set, index);
    return index;
  }
}

function byId(one: Purpose, other: Purpose): number {
  return one.id < other.id ? -1 : 1;
}
