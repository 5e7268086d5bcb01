import type { ProvisionId } from '@juki/legal-basis';
import type { Coordinate } from '@juki/schema-directives';
import type { FieldNode, GraphQLSchema } from 'graphql';
import type { AnsweringType } from './collect-selections.ts';
import type { Withheld } from './decision.ts';
import { fieldOf, isExempt } from './field-of.ts';
import type { PurposeView } from './ruling.ts';
import { usedInputs } from './used-inputs.ts';
import type { VariableLookup } from './variables.ts';

/** What a field as called on an object type reads and uses; it is open if nothing of that is withheld. */
export interface FieldRuling {
  readonly coordinates: readonly Coordinate[];
  readonly provisions: readonly ProvisionId[];
  readonly withheld: readonly Withheld[];
}

/** Under what a field is ruled. */
export interface RulingContext {
  readonly schema: GraphQLSchema;
  readonly view: PurposeView;
  readonly lookup: VariableLookup;
}

const nothing: FieldRuling = { coordinates: [], provisions: [], withheld: [] };

/**
 * Rules one field on one type that answers, with the arguments that it is called with. A closed argument closes the field: to
 * drop the argument would widen the search.
 */
export function ruleField(context: RulingContext, type: AnsweringType, node: FieldNode): FieldRuling {
  const { schema, view, lookup } = context;
  const field = `${type.name}.${node.name.value}`;
  const definition = fieldOf(schema, type, node.name.value);
  if (!definition) return { ...nothing, withheld: [{ coordinate: field, field, reason: 'UNRULED', needed: [] }] };
  if (isExempt(type, node.name.value)) return nothing;

  const provisions = new Set<ProvisionId>();
  const withheld: Withheld[] = [];
  const rule = (coordinate: Coordinate) => {
    const ruling = view.ruling(coordinate);
    if (ruling.permitted) for (const provision of ruling.provisions) provisions.add(provision);
    else withheld.push({ coordinate, field, reason: ruling.reason, needed: ruling.needed });
  };
  rule(field);
  // Of a closed field only the field is named: its arguments would repeat the same reasons.
  if (withheld.length > 0) return { ...nothing, withheld };

  const used = new Set<Coordinate>();
  usedInputs({ coordinate: field, args: definition.args }, node.arguments ?? [], lookup, (at) => used.add(at));
  used.forEach(rule);
  return withheld.length > 0
    ? { ...nothing, withheld }
    : { coordinates: [field, ...used], provisions: [...provisions], withheld };
}
