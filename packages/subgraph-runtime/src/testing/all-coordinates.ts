import { type DocumentNode, Kind } from 'graphql';

/** Every coordinate of an SDL that a grant may list: fields, arguments, input fields, enum values. */
export function allCoordinates(typeDefs: DocumentNode): readonly string[] {
  return typeDefs.definitions.flatMap((definition) => {
    switch (definition.kind) {
      case Kind.ENUM_TYPE_DEFINITION:
        return (definition.values ?? []).map((value) => `${definition.name.value}.${value.name.value}`);
      case Kind.INPUT_OBJECT_TYPE_DEFINITION:
        return (definition.fields ?? []).map((field) => `${definition.name.value}.${field.name.value}`);
      case Kind.OBJECT_TYPE_DEFINITION:
      case Kind.OBJECT_TYPE_EXTENSION:
        return (definition.fields ?? []).flatMap((field) => {
          const coordinate = `${definition.name.value}.${field.name.value}`;
          return [coordinate, ...(field.arguments ?? []).map(({ name }) => `${coordinate}(${name.value}:)`)];
        });
      default:
        return [];
    }
  });
}
