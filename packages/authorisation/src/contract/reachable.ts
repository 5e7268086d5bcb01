import { Kind, type TypeDefinitionNode, type TypeNode } from 'graphql';

/**
 * Those of some type definitions to which a path leads from the roots, in their order: through fields, arguments, input
 * fields, members of unions, interfaces, and from an interface to the types that implement it.
 */
export function reachable(types: readonly TypeDefinitionNode[], roots: readonly string[]): TypeDefinitionNode[] {
  const byName = new Map(types.map((node) => [node.name.value, node]));
  const reached = new Set<string>();
  const waiting = [...roots];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const node = byName.get(name);
    if (!node || reached.has(name)) continue;
    reached.add(name);
    waiting.push(...neighbours(node), ...implementing(name));
  }
  return types.filter(({ name }) => reached.has(name.value));

  function implementing(name: string): string[] {
    return types.filter((node) => interfacesOf(node).includes(name)).map((node) => node.name.value);
  }
}

function neighbours(node: TypeDefinitionNode): string[] {
  switch (node.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION: {
      const fields = node.fields ?? [];
      const args = fields.flatMap((field) => field.arguments ?? []);
      return [...interfacesOf(node), ...[...fields, ...args].map(({ type }) => nameOf(type))];
    }
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return (node.fields ?? []).map(({ type }) => nameOf(type));
    case Kind.UNION_TYPE_DEFINITION:
      return (node.types ?? []).map(({ name }) => name.value);
    case Kind.ENUM_TYPE_DEFINITION:
    case Kind.SCALAR_TYPE_DEFINITION:
      return [];
  }
}

function interfacesOf(node: TypeDefinitionNode): string[] {
  return 'interfaces' in node ? (node.interfaces ?? []).map(({ name }) => name.value) : [];
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}
