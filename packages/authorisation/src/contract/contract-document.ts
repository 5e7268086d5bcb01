import type { Coordinate } from '@juki/schema-directives';
import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type GraphQLSchema,
  type InputValueDefinitionNode,
  isTypeDefinitionNode,
  Kind,
  type NamedTypeNode,
  type NameNode,
  parse,
  printSchema,
  type StringValueNode,
  type TypeDefinitionNode,
} from 'graphql';
import type { PurposeView } from '../ruling.ts';
import { type OpenMembers, openMembers } from './open-members.ts';
import { reachable } from './reachable.ts';

interface Member {
  readonly name: NameNode;
  readonly description?: StringValueNode | undefined;
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}

/**
 * The part of a schema that a purpose reaches on a day, as a document: no closed field, argument, input field, enum value
 * or type stands in it, nor a type to which no open path leads. Every member names its legal basis.
 */
export function contractDocument(schema: GraphQLSchema, view: PurposeView): DocumentNode {
  const open = openMembers(schema, view);
  const types = parse(printSchema(schema)).definitions.filter(isTypeDefinitionNode);
  const kept = types.filter((node) => isUsable(schema, open, node.name.value)).map((node) => narrow(node));
  const query = schema.getQueryType()?.name ?? 'Query';
  const roots = [query, schema.getMutationType()?.name].filter((name) => name !== undefined);
  const reached = reachable(kept, roots);
  const definitions: DefinitionNode[] = reached.some(({ name }) => name.value === query)
    ? reached
    : [...parse(nothingOpen(query)).definitions, ...reached];
  return { kind: Kind.DOCUMENT, definitions };

  function narrow(node: TypeDefinitionNode): TypeDefinitionNode {
    const type = node.name.value;
    switch (node.kind) {
      case Kind.OBJECT_TYPE_DEFINITION:
      case Kind.INTERFACE_TYPE_DEFINITION: {
        const fields = members(type, node.fields).map((field) => ({
          ...field,
          arguments: (field.arguments ?? []).flatMap((arg) => argument(`${type}.${field.name.value}`, arg)),
        }));
        return { ...node, interfaces: usable(node.interfaces), fields };
      }
      case Kind.INPUT_OBJECT_TYPE_DEFINITION:
        return { ...node, fields: members(type, node.fields) };
      case Kind.ENUM_TYPE_DEFINITION:
        return { ...node, values: members(type, node.values) };
      case Kind.UNION_TYPE_DEFINITION:
        return { ...node, types: usable(node.types) };
      case Kind.SCALAR_TYPE_DEFINITION:
        return node;
    }
  }

  function members<T extends Member>(type: string, nodes: readonly T[] = []): T[] {
    return nodes.flatMap((node) => {
      const coordinate = `${type}.${node.name.value}`;
      return open.member(coordinate) ? { ...node, description: describe(node, coordinate) } : [];
    });
  }

  function argument(field: Coordinate, node: InputValueDefinitionNode): readonly InputValueDefinitionNode[] {
    const coordinate = `${field}(${node.name.value}:)`;
    return open.member(coordinate) ? [{ ...node, description: describe(node, coordinate) }] : [];
  }

  function usable(nodes: readonly NamedTypeNode[] = []): readonly NamedTypeNode[] {
    return nodes.filter((node) => isUsable(schema, open, node.name.value));
  }

  function describe(node: Member, coordinate: Coordinate): StringValueNode | undefined {
    const ruling = view.ruling(coordinate);
    if (!ruling.permitted || ruling.provisions.length === 0) return node.description;
    const articles = ruling.provisions.map((provision) => view.cite(provision).ja).join(', ');
    const text = [...(node.description ? [node.description.value] : []), `根拠: ${articles}`].join('\n\n');
    return { kind: Kind.STRING, value: text, block: true };
  }
}

function isUsable(schema: GraphQLSchema, open: OpenMembers, name: string): boolean {
  const type = schema.getType(name);
  return type !== undefined && open.type(type);
}

// A schema must have a query with a field; this one says why it has no other.
function nothingOpen(query: string): string {
  return `type ${query} { "Always null: this purpose reaches nothing on this day." nothing: Boolean }`;
}
