import { JukiError } from '@juki/errors';
import {
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { readApplications } from './applications.ts';
import { linkedFeatures } from './linked-features.ts';
import { ourDirectives, ourFeature } from './our-directives.ts';
import { ownRequirement } from './own-requirement.ts';
import type { Coordinate, Requirement, RuleBook } from './requirement.ts';

const unruled: readonly Requirement[] = [{ kind: 'unruled' }];

/**
 * Reads the rules of a schema that carries our directives: a composed supergraph. A coordinate must meet its own rule
 * and that of its type; the rule of the type that it yields or takes; where an interface declares it, the interface's
 * rules too; an argument, also those of its field. So a rule added anywhere can only close.
 *
 * Throws `COMPOSITION_REFUSED` if the schema does not link to our specification: that is a fault of loading, and is not
 * to pass for a schema in which everything happens to be closed.
 */
export function readRuleBook(schema: GraphQLSchema): RuleBook {
  const features = linkedFeatures([schema.astNode, ...schema.extensionASTNodes].filter((node) => node != null));
  const ours = ourFeature(features);
  if (!ours) {
    throw new JukiError('COMPOSITION_REFUSED', 'The schema has no link to our directives. Load a composed supergraph.');
  }
  const isMachinery = (name: string) => features.some((feature) => name.startsWith(`${feature.prefix}__`));
  const types = Object.values(schema.getTypeMap()).filter((type) => type.astNode && !isMachinery(type.name));
  const nodes = types.flatMap((type) => [type.astNode, ...type.extensionASTNodes]).filter((node) => node != null);
  const applications = readApplications(nodes, ourDirectives(ours));

  const requirements = new Map<Coordinate, readonly Requirement[]>();
  const implementations = new Map<Coordinate, Coordinate[]>();
  const coordinates: Coordinate[] = [];
  const secondHops = new Set<Coordinate>();
  const isMarked = (coordinate: Coordinate) =>
    applications.get(coordinate)?.some(({ directive }) => directive === 'secondHop') === true;

  // Equal rules are one object, so that whoever judges them can remember the judgement.
  const interned = new Map<string, Requirement>();
  const own = (coordinate: Coordinate) => {
    const requirement = ownRequirement(applications.get(coordinate) ?? []);
    const key = JSON.stringify(requirement);
    const known = interned.get(key) ?? requirement;
    interned.set(key, known);
    return known;
  };
  // And so are equal lists: most coordinates of a type ask the same.
  const lists = new Map<string, readonly Requirement[]>();
  const numbers = new Map<Requirement, number>();
  const numberOf = (requirement: Requirement) => {
    const number = numbers.get(requirement) ?? numbers.size;
    numbers.set(requirement, number);
    return number;
  };
  const listed = (requirements: readonly Requirement[]) => {
    const key = requirements.map(numberOf).join();
    const known = lists.get(key) ?? requirements;
    lists.set(key, known);
    return known;
  };
  // The four kinds of coordinate must be ruled; a rule on a type is a further demand, so its absence demands nothing.
  const ofType = (type: GraphQLNamedType) => [own(type.name)].filter((rule) => rule.kind !== 'unruled');

  for (const type of types) {
    requirements.set(type.name, [own(type.name)]);
    if (isObjectType(type) || isInterfaceType(type)) {
      addFields(type);
    } else if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) {
        add([type], `.${field.name}`, [...ofType(type), ...ofType(getNamedType(field.type))]);
      }
    } else if (isEnumType(type)) {
      for (const value of type.getValues()) add([type], `.${value.name}`, ofType(type));
    }
  }

  function addFields(type: GraphQLObjectType | GraphQLInterfaceType) {
    for (const field of Object.values(type.getFields())) {
      const parents = type.getInterfaces().filter((parent) => Object.hasOwn(parent.getFields(), field.name));
      const declaring = [type, ...parents];
      const ofTypes = [...declaring.flatMap(ofType), ...ofType(getNamedType(field.type))];
      const ofField = add(declaring, `.${field.name}`, ofTypes);
      const hop = isMarked(type.name) || isMarked(`${type.name}.${field.name}`);
      if (hop) secondHops.add(`${type.name}.${field.name}`);
      for (const arg of field.args) {
        add(declaring, `.${field.name}(${arg.name}:)`, [...ofField, ...ofType(getNamedType(arg.type))]);
        if (hop) secondHops.add(`${type.name}.${field.name}(${arg.name}:)`);
      }
    }
  }

  /** Adds a member of the first type, ruled by all the types that declare it. */
  function add(declaring: readonly GraphQLNamedType[], member: string, above: readonly Requirement[]) {
    const [coordinate = '', ...inherited] = declaring
      .map((type) => type.name + member)
      .filter((at) => applications.has(at));
    const all = listed([...new Set([...above, own(coordinate), ...inherited.map(own)])]);
    requirements.set(coordinate, all);
    coordinates.push(coordinate);
    if (isObjectType(declaring[0])) {
      for (const parent of inherited) implementations.set(parent, [...(implementations.get(parent) ?? []), coordinate]);
    }
    return all;
  }

  return {
    coordinates,
    requirements: (coordinate) => requirements.get(coordinate) ?? unruled,
    implementations: (coordinate) => implementations.get(coordinate) ?? [],
    isSecondHop: (coordinate) => secondHops.has(coordinate),
  };
}
