import { type DirectiveNode, type DocumentNode, Kind } from 'graphql';

/**
 * The coordinates of a subgraph's SDL that carry `@structural`: they hold no personal data, every purpose reaches them,
 * and a grant need not list them. Modules extend the root types, so extensions count like definitions.
 */
export function structuralCoordinates(typeDefs: DocumentNode): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (coordinate: string, directives: readonly DirectiveNode[] | undefined) => {
    if (directives?.some((directive) => directive.name.value === 'structural')) found.add(coordinate);
  };
  for (const definition of typeDefs.definitions) {
    if (definition.kind === Kind.ENUM_TYPE_DEFINITION || definition.kind === Kind.ENUM_TYPE_EXTENSION) {
      for (const value of definition.values ?? [])
        add(`${definition.name.value}.${value.name.value}`, value.directives);
    }
    if (definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION || definition.kind === Kind.INPUT_OBJECT_TYPE_EXTENSION) {
      for (const field of definition.fields ?? [])
        add(`${definition.name.value}.${field.name.value}`, field.directives);
    }
    if (
      definition.kind === Kind.OBJECT_TYPE_DEFINITION ||
      definition.kind === Kind.OBJECT_TYPE_EXTENSION ||
      definition.kind === Kind.INTERFACE_TYPE_DEFINITION
    ) {
      for (const field of definition.fields ?? []) {
        const coordinate = `${definition.name.value}.${field.name.value}`;
        add(coordinate, field.directives);
        for (const argument of field.arguments ?? [])
          add(`${coordinate}(${argument.name.value}:)`, argument.directives);
      }
    }
  }
  return found;
}
