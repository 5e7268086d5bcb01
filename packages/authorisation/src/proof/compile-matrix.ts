import { contains, type LegalDate, type Purpose } from '@juki/legal-basis';
import type { Coordinate, Matrix, MatrixHop, MatrixPurpose, MatrixSpan } from '@juki/schema-directives';
import { createRulings, type PolicyParts } from '../create-policy.ts';
import { spans } from './spans.ts';
import { standing } from './standing.ts';

/**
 * Compiles rules and catalogue into the matrix that a subgraph holds grants against. It asks the same rulings as the
 * filter, purpose by purpose and span by span, so that gateway and subgraph cannot come to differ. Purposes that reach
 * nothing at any time stand in it too, with the set of what is structural. What stands behind a second hop is in the sets of
 * second hops and in no others.
 */
export function compileMatrix(parts: PolicyParts): Matrix {
  const { catalogue, ruleBook } = parts;
  const indexes = new Map<string, number>();
  const byStanding = new Map<string, number>();
  const purposes: Record<string, MatrixPurpose> = {};
  for (const purpose of [...catalogue.purposes.values()].sort(byId)) {
    const row = { reach: purpose.reach, spans: spansOf(purpose, null), secondHop: hopOf(purpose) };
    purposes[purpose.id] = row;
  }
  return { version: 1, coordinates: ruleBook.coordinates, sets: [...indexes.keys()], purposes };

  function hopOf(purpose: Purpose): MatrixHop | null {
    const linked = purpose.secondHop === null ? undefined : catalogue.purpose(purpose.secondHop);
    return linked ? { purpose: linked.id, reach: linked.reach, spans: spansOf(linked, purpose) } : null;
  }

  /** `of`: the purpose whose second hop it is; it lasts no longer than that one. */
  function spansOf(purpose: Purpose, of: Purpose | null): readonly MatrixSpan[] {
    const found: MatrixSpan[] = [];
    for (const { from, day } of spans(catalogue, purpose, of)) {
      const set = setOn(purpose, of, day, false);
      const withOrdinance = setOn(purpose, of, day, true);
      const last = found.at(-1);
      if (last?.set !== set || last.withOrdinance !== withOrdinance) found.push({ from, set, withOrdinance });
    }
    return found;
  }

  function setOn(purpose: Purpose, of: Purpose | null, date: LegalDate, ordinance: boolean): number {
    const side = of === null ? 'stated' : contains(of.inForce, date) ? 'hop' : 'nothing';
    const key = `${side} ${standing({ catalogue, purpose, date, ordinance })}`;
    const isSide = (coordinate: Coordinate) =>
      side !== 'nothing' && ruleBook.isSecondHop(coordinate) === (side === 'hop');
    const known = byStanding.get(key) ?? indexOf(openSet(createRulings(parts, purpose, date, ordinance), isSide));
    byStanding.set(key, known);
    return known;
  }

  function openSet(rulingOf: ReturnType<typeof createRulings>, isSide: (coordinate: Coordinate) => boolean): string {
    const isOpen = (at: Coordinate) => {
      const ruling = rulingOf(at);
      return ruling.permitted && (ruling.structural || isSide(at));
    };
    let digits = '';
    for (let start = 0; start < ruleBook.coordinates.length; start += 4) {
      const four = ruleBook.coordinates.slice(start, start + 4);
      const digit = four.reduce((sum, at, bit) => sum + (isOpen(at) ? 1 << bit : 0), 0);
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
