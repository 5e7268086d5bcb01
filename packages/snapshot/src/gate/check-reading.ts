import type { Catalogue } from '@juki/legal-basis';
import type { Requirement } from '@juki/schema-directives';
import { fieldSetCoordinates, fieldSetOf } from './field-set.ts';
import type { Check } from './gated-graph.ts';
import type { Refusal } from './refusal.ts';

/**
 * What a field reads by @requires needs nothing that the field itself lacks, or asking for the one would be a way to
 * learn the other. Links of a chain are each checked, and the relation is transitive, so chains hold too.
 */
export const checkReading: Check = ({ subgraphs, supergraph, ruleBook, catalogue }) =>
  subgraphs.flatMap(({ name: subgraph, declarations, federation }) =>
    declarations.flatMap(({ coordinate, within, directives, typeDirectives }): Refusal[] => {
      const context = [...directives, ...typeDirectives].some(
        ({ name }) => name.value === federation('context') || name.value === federation('fromContext'),
      );
      const message = 'This graph does not hand context around; give the field an argument of its own.';
      const found: Refusal[] = context ? [{ code: 'CONTEXT_UNSUPPORTED', subgraph, coordinate, message }] : [];
      const sets = directives.filter(({ name }) => name.value === federation('requires')).map(fieldSetOf);
      const own = ruleBook.requirements(coordinate);
      for (const read of sets.flatMap((set) => fieldSetCoordinates(supergraph, within, set))) {
        const held = ruleBook.requirements(read).every((needed) => own.some((has) => implies(catalogue, has, needed)));
        if (held) continue;
        found.push({
          code: 'READS_WITHOUT_BASIS',
          subgraph,
          coordinate,
          message: `It reads ${read}, which needs more.`,
        });
      }
      return found;
    }),
  );

/** Whether whoever meets one requirement also meets the other. */
function implies(catalogue: Catalogue, has: Requirement, needed: Requirement): boolean {
  if (needed.kind !== 'ruled') return needed.kind === 'structural';
  if (has.kind !== 'ruled' || (needed.item !== null && needed.item !== has.item)) return false;
  return has.alternatives.every((held) =>
    needed.alternatives.some((all) => all.every((required) => held.some((it) => catalogue.covers(required, it)))),
  );
}
