import { contains } from '@juki/legal-basis';
import type { GroundsQuestion } from '../grounds.ts';

/**
 * Everything on which depends what a purpose opens on a day, as text: its grants in force, the items that records held,
 * the prohibitions. Many purposes share one (the affairs of a table differ in who may state them, not in what they open),
 * so a walk over the catalogue need look at each only once.
 */
export function standing({ catalogue, purpose, date, ordinance }: GroundsQuestion): string {
  const grants = contains(purpose.inForce, date) ? purpose.grants : [];
  const held = grants.flatMap((grant) => {
    const provision = catalogue.provision(grant.provision);
    const inForce = provision && contains(provision.inForce, date) && contains(grant.inForce, date);
    return inForce && (ordinance || !grant.ordinance) ? [`${grant.provision}: ${[...grant.items].sort().join()}`] : [];
  });
  const items = [...catalogue.items.values()].filter(({ inForce }) => contains(inForce, date));
  const prohibited = items.filter(({ id }) => catalogue.prohibitions(id, date, purpose.id).length > 0);
  return JSON.stringify([held.sort(), items.map(({ id }) => id), prohibited.map(({ id }) => id)]);
}
