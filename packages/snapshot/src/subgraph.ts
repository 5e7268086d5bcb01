import {
  type Application,
  type Coordinate,
  type DirectiveName,
  directiveNames,
  type LinkedFeature,
  linkedFeatures,
  localDirectiveName,
  ourDirectives,
  ourFeature,
  readApplications,
} from '@juki/schema-directives';
import {
  type ConstDirectiveNode,
  type DocumentNode,
  isTypeDefinitionNode,
  isTypeExtensionNode,
  Kind,
  parse,
  type TypeDefinitionNode,
  type TypeExtensionNode,
  type TypeNode,
} from 'graphql';

/** A subgraph as it is handed to composition. */
export interface SubgraphSource {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

/** A coordinate as a subgraph declares it. */
export interface Declaration {
  readonly coordinate: Coordinate;
  /** Name of the type in which it stands. */
  readonly within: string;
  /** Of a field, argument or input field. */
  readonly type: TypeNode | null;
  readonly directives: readonly ConstDirectiveNode[];
  /** Directives of the definition or extension in which it stands. */
  readonly typeDirectives: readonly ConstDirectiveNode[];
}

/** A subgraph, read. */
export interface Subgraph extends SubgraphSource {
  readonly document: DocumentNode;
  /** Whether it links to our specification. */
  readonly linked: boolean;
  readonly ours: LinkedFeature | undefined;
  readonly nodes: readonly (TypeDefinitionNode | TypeExtensionNode)[];
  readonly declarations: readonly Declaration[];
  /** Applications of our directives, by coordinate, types included. */
  readonly applications: ReadonlyMap<Coordinate, readonly Application[]>;
  /** The local name of a federation directive. */
  readonly federation: (name: string) => string;
}

/** Reads a subgraph's SDL. Throws what GraphQL's parser throws, or `COMPOSITION_REFUSED` for a malformed application. */
export function readSubgraph(source: SubgraphSource): Subgraph {
  const document = parse(source.sdl);
  const schemaNodes = document.definitions.filter(
    (node) => node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION,
  );
  const features = linkedFeatures(schemaNodes);
  const ours = ourFeature(features);
  const federation = features.find(({ identity }) => identity === 'https://specs.apollo.dev/federation');
  const nodes = document.definitions.filter((node) => isTypeDefinitionNode(node) || isTypeExtensionNode(node));
  const nameOf = ours ? ourDirectives(ours) : byLikeness;
  return {
    ...source,
    document,
    linked: ours !== undefined,
    ours,
    nodes,
    declarations: nodes.flatMap(declarationsOf),
    applications: readApplications(nodes, nameOf),
    federation: (name) => (federation ? localDirectiveName(federation, name) : name),
  };
}

// Without a link nothing is ours; what looks like ours is read all the same, so that the gate can name what gets lost.
function byLikeness(localName: string): DirectiveName | undefined {
  return directiveNames.find((name) => name === localName);
}

function declarationsOf(node: TypeDefinitionNode | TypeExtensionNode): Declaration[] {
  const within = node.name.value;
  const typeDirectives = node.directives ?? [];
  const declare = (
    coordinate: Coordinate,
    type: TypeNode | null,
    directives: readonly ConstDirectiveNode[] = [],
  ): Declaration => ({ coordinate, within, type, directives, typeDirectives });
  if ('values' in node)
    return (node.values ?? []).map((it) => declare(`${within}.${it.name.value}`, null, it.directives));
  if (!('fields' in node)) return [];
  return (node.fields ?? []).flatMap((field) => {
    const coordinate = `${within}.${field.name.value}`;
    const args = field.kind === Kind.FIELD_DEFINITION ? (field.arguments ?? []) : [];
    return [
      declare(coordinate, field.type, field.directives),
      ...args.map((arg) => declare(`${coordinate}(${arg.name.value}:)`, arg.type, arg.directives)),
    ];
  });
}
