import type { Operator } from './operator.ts';
import { operators } from './operators.ts';

const byId = new Map(operators.map((operator) => [operator.id, operator]));

/** The operator of exactly this id, or nothing: a map, so that `__proto__` finds nobody. */
export function findOperator(id: string): Operator | undefined {
  return byId.get(id);
}
