import { type Coordinate, linkedFeatures, localDirectiveName } from '@juki/schema-directives';
import type { GraphQLSchema } from 'graphql';
import { fieldSetCoordinates, fieldSetOf } from './field-set.ts';
import { type Check, isRuled } from './gated-graph.ts';
import type { Refusal } from './refusal.ts';

/** Keys travel in every representation between the tiers: they are pseudonyms, and no caller can ask for them. */
export const checkKeys: Check = ({ subgraphs, supergraph, applications }) => {
  const hidden = inaccessible(supergraph);
  return subgraphs.flatMap(({ name: subgraph, nodes, federation }) =>
    nodes.flatMap((node) => {
      const keys = (node.directives ?? []).filter(({ name }) => name.value === federation('key'));
      const read = keys.flatMap((key) => fieldSetCoordinates(supergraph, node.name.value, fieldSetOf(key)));
      return [...new Set(read)].flatMap((coordinate): Refusal[] => {
        const at = { subgraph, coordinate };
        const isPseudonym = !isRuled(applications.get(coordinate));
        return [
          ...(isPseudonym
            ? []
            : [{ ...at, code: 'KEY_NOT_PSEUDONYMOUS' as const, message: 'Make a pseudonym the key.' }]),
          ...(hidden(coordinate)
            ? []
            : [{ ...at, code: 'KEY_NOT_INACCESSIBLE' as const, message: 'Mark it @inaccessible.' }]),
        ];
      });
    }),
  );
};

function inaccessible(supergraph: GraphQLSchema): (coordinate: Coordinate) => boolean {
  const nodes = [supergraph.astNode, ...supergraph.extensionASTNodes].filter((node) => node != null);
  const feature = linkedFeatures(nodes).find(({ identity }) => identity === 'https://specs.apollo.dev/inaccessible');
  const directive = feature && localDirectiveName(feature, 'inaccessible');
  return (coordinate) => {
    const [type = '', name = ''] = coordinate.split('.');
    const node = supergraph.getType(type)?.astNode;
    const field = node && 'fields' in node ? node.fields?.find((it) => it.name.value === name) : undefined;
    const applied = [...(node?.directives ?? []), ...(field?.directives ?? [])];
    return directive !== undefined && applied.some((it) => it.name.value === directive);
  };
}
