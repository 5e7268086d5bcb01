import { JukiError } from '@juki/errors';
import type { ItemId, ProvisionId } from '@juki/legal-basis';
import {
  type ConstDirectiveNode,
  type ConstValueNode,
  Kind,
  type TypeDefinitionNode,
  type TypeExtensionNode,
} from 'graphql';
import type { Coordinate } from './requirement.ts';
import type { DirectiveName } from './specification.ts';

/** One application of one of our directives, as it stands in an SDL. */
export type Application =
  | { readonly directive: 'legalBasis'; readonly provisions: readonly ProvisionId[] }
  | { readonly directive: 'structural'; readonly reason: string }
  | { readonly directive: 'item'; readonly id: ItemId }
  | { readonly directive: 'secondHop' };

/**
 * Every coordinate that some definitions declare, types included, with the applications on it (none: an empty list).
 * The same reader serves subgraphs, supergraph and gate, so that they cannot read differently. `nameOf` says which of
 * our directives a local name stands for.
 */
export function readApplications(
  nodes: readonly (TypeDefinitionNode | TypeExtensionNode)[],
  nameOf: (localName: string) => DirectiveName | undefined,
): ReadonlyMap<Coordinate, readonly Application[]> {
  const found = new Map<Coordinate, Application[]>();
  const add = (coordinate: Coordinate, directives: readonly ConstDirectiveNode[] = []) => {
    const list = found.get(coordinate) ?? [];
    found.set(coordinate, list);
    for (const directive of directives) {
      const name = nameOf(directive.name.value);
      if (name) list.push(parseApplication(name, directive, coordinate));
    }
  };

  for (const node of nodes) {
    const type = node.name.value;
    add(type, node.directives);
    if ('values' in node) for (const value of node.values ?? []) add(`${type}.${value.name.value}`, value.directives);
    if (!('fields' in node)) continue;
    for (const field of node.fields ?? []) {
      const coordinate = `${type}.${field.name.value}`;
      add(coordinate, field.directives);
      if (field.kind !== Kind.FIELD_DEFINITION) continue;
      for (const arg of field.arguments ?? []) add(`${coordinate}(${arg.name.value}:)`, arg.directives);
    }
  }
  return found;
}

function parseApplication(directive: DirectiveName, node: ConstDirectiveNode, coordinate: Coordinate): Application {
  const texts = (name: string): string[] => {
    const value = node.arguments?.find((argument) => argument.name.value === name)?.value;
    const list = value?.kind === Kind.LIST ? value.values : value ? [value] : [];
    return list.map((entry) => text(entry, directive, coordinate));
  };
  const one = (name: string): string => {
    const [value, ...rest] = texts(name);
    if (value === undefined || rest.length > 0) throw malformed(directive, coordinate);
    return value;
  };
  switch (directive) {
    case 'legalBasis': {
      const provisions = texts('provisions');
      // An empty list would read "all of none is needed": open to everybody.
      if (provisions.length === 0) throw malformed(directive, coordinate);
      return { directive, provisions: provisions.map((id) => id as ProvisionId) };
    }
    case 'structural':
      return { directive, reason: one('reason') };
    case 'item':
      return { directive, id: one('id') as ItemId };
    case 'secondHop':
      return { directive };
  }
}

function text(value: ConstValueNode, directive: DirectiveName, coordinate: Coordinate): string {
  if (value.kind === Kind.STRING && value.value !== '') return value.value;
  throw malformed(directive, coordinate);
}

function malformed(directive: DirectiveName, coordinate: Coordinate): JukiError {
  return new JukiError('COMPOSITION_REFUSED', `@${directive} on ${coordinate} names nothing; give it its value.`, {
    details: { coordinate, directive },
  });
}
