import type { Coordinate } from '@juki/schema-directives';
import type { Declaration, Subgraph } from '../subgraph.ts';
import { fieldSetCoordinates, fieldSetOf } from './field-set.ts';
import { type Check, type GatedGraph, isRuled } from './gated-graph.ts';
import type { Refusal } from './refusal.ts';

/**
 * A field with a legal basis is answered by one subgraph only, so that it is plain which body disclosed, under which
 * article, into whose log.
 */
export const checkResolvers: Check = (graph) =>
  graph.subgraphs.flatMap((subgraph) =>
    subgraph.declarations.flatMap((declaration) => [
      ...shared(graph, subgraph, declaration),
      ...provided(graph, subgraph, declaration),
    ]),
  );

function shared(
  { subgraphs, applications, supergraph }: GatedGraph,
  subgraph: Subgraph,
  declaration: Declaration,
): Refusal[] {
  const { coordinate, directives, typeDirectives } = declaration;
  if (!isAnswered(supergraph, declaration) || !isRuled(applications.get(coordinate))) return [];
  const applied = new Set(directives.map(({ name }) => name.value));
  const sharing = ['shareable', 'override'].filter((name) => applied.has(subgraph.federation(name)));
  if (typeDirectives.some(({ name }) => name.value === subgraph.federation('shareable'))) sharing.push('shareable');
  const others = subgraphs.filter((other) => other !== subgraph && answers(other, coordinate));
  const why = [
    ...[...new Set(sharing)].map((name) => `it is marked @${name}`),
    ...(answers(subgraph, coordinate) ? others.map(({ name }) => `${name} answers it too`) : []),
  ];
  return why.map((message) => ({ code: 'SEVERAL_RESOLVERS', subgraph: subgraph.name, coordinate, message }));
}

function provided({ supergraph, applications }: GatedGraph, subgraph: Subgraph, declaration: Declaration): Refusal[] {
  const { coordinate, directives } = declaration;
  const [, type = '', name = ''] = /^(\w+)\.(\w+)$/.exec(coordinate) ?? [];
  const sets = directives
    .filter((directive) => directive.name.value === subgraph.federation('provides'))
    .map(fieldSetOf);
  const at = supergraph.getType(type);
  const field = at && 'getFields' in at ? at.getFields()[name] : undefined;
  const below = field?.astNode && String(field.type).replace(/[[\]!]/g, '');
  return sets
    .flatMap((set) => (below ? fieldSetCoordinates(supergraph, below, set) : []))
    .filter((read) => isRuled(applications.get(read)))
    .map((read) => ({
      code: 'SEVERAL_RESOLVERS',
      subgraph: subgraph.name,
      coordinate: read,
      message: `${coordinate} answers it too, by @provides.`,
    }));
}

function isAnswered(supergraph: GatedGraph['supergraph'], { within, coordinate }: Declaration): boolean {
  return supergraph.getType(within)?.astNode?.kind === 'ObjectTypeDefinition' && !coordinate.endsWith(':)');
}

function answers({ declarations, federation }: Subgraph, coordinate: Coordinate): boolean {
  const external = (declaration: Declaration) =>
    declaration.directives.some(({ name }) => name.value === federation('external'));
  return declarations.some((declaration) => declaration.coordinate === coordinate && !external(declaration));
}
