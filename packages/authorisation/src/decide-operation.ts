import type { ProvisionId } from '@juki/legal-basis';
import type { Coordinate } from '@juki/schema-directives';
import { Kind, OperationTypeNode, print, type SelectionNode } from 'graphql';
import type { Decision, Withheld } from './decision.ts';
import { filterSelection, typename } from './filter-selection.ts';
import { Budget, type Limits } from './limits.ts';
import { documentOf, rewriteOperation } from './rewrite-operation.ts';
import { type RulingContext, ruleField } from './rule-field.ts';
import type { PurposeView } from './ruling.ts';
import type { SelectedOperation } from './select-operation.ts';
import { type Variables, variableLookup } from './variables.ts';

/** What to do with an operation of which a part is withheld: answer the rest, or refuse the whole. */
export type OnWithheld = 'filter' | 'refuse';

/** One operation under one purpose. */
export interface OperationQuestion {
  readonly selected: SelectedOperation;
  readonly view: PurposeView;
  readonly variables: Variables;
  readonly onWithheld: OnWithheld;
  readonly limits: Limits;
}

/** Decides an operation, unremembered. The caller has validated the document against the schema. */
export function decideOperation({ selected, view, variables, onWithheld, limits }: OperationQuestion): Decision {
  const { schema, operation, fragments, root } = selected;
  const lookup = variableLookup(operation, variables);
  const context: RulingContext = { schema, view, lookup };
  const coordinates = new Set<Coordinate>();
  const provisions = new Set<ProvisionId>();
  const withheldAt = new Map<string, Withheld>();

  const budget = new Budget(limits);
  budget.spend('fragments', fragments.size);
  const remainder = filterSelection(
    {
      schema,
      fragments,
      lookup,
      budget,
      admits(type, node) {
        const ruling = ruleField(context, type, node);
        for (const coordinate of ruling.coordinates) coordinates.add(coordinate);
        for (const provision of ruling.provisions) provisions.add(provision);
        for (const entry of ruling.withheld) withheldAt.set(`${entry.coordinate} ${entry.field}`, entry);
        return ruling.withheld.length === 0;
      },
    },
    { type: root, possible: [root] },
    [operation.selectionSet],
  );

  const withheld = [...withheldAt.keys()].sort().flatMap((key) => withheldAt.get(key) ?? []);
  const account = { view, coordinates: [...coordinates].sort(), provisions: [...provisions].sort(), withheld };
  // Half a mutation is another mutation; and what nobody ruled is no question of law but a fault.
  const whole = operation.operation === OperationTypeNode.MUTATION || onWithheld === 'refuse';
  if (withheld.some(({ reason }) => whole || reason === 'UNRULED')) return { ...account, verdict: 'refused' };

  const asked = remainder.filter(isIntrospection);
  const filtered = rewriteOperation(
    operation,
    asked.length === remainder.length ? [typename] : remainder.filter((node) => !isIntrospection(node)),
  );
  return {
    ...account,
    verdict: withheld.length > 0 ? 'filtered' : 'unchanged',
    document: documentOf(filtered),
    operation: filtered,
    source: print(documentOf(filtered)),
    introspection: asked.length > 0 ? documentOf(rewriteOperation(operation, asked)) : null,
  };
}

function isIntrospection(node: SelectionNode): boolean {
  return node.kind === Kind.FIELD && (node.name.value === '__schema' || node.name.value === '__type');
}
