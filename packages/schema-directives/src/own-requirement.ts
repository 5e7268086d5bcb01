import type { Application } from './applications.ts';
import type { Requirement } from './requirement.ts';

/**
 * The rule that the applications on one coordinate make. A legal basis beside `@structural` wins: the stricter reading,
 * should such a schema ever pass the gate.
 */
export function ownRequirement(applications: readonly Application[]): Requirement {
  const alternatives = applications.flatMap((it) => (it.directive === 'legalBasis' ? [it.provisions] : []));
  if (alternatives.length > 0) {
    const item = applications.find((it) => it.directive === 'item');
    return { kind: 'ruled', alternatives, item: item?.id ?? null };
  }
  const structural = applications.find((it) => it.directive === 'structural');
  return structural ? { kind: 'structural', reason: structural.reason } : { kind: 'unruled' };
}
