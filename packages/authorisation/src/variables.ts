import { JukiError } from '@juki/errors';
import { type ConstValueNode, Kind, type OperationDefinitionNode, type SelectionNode, type ValueNode } from 'graphql';
import { unsupported } from './select-operation.ts';

/** The variables of a request as they arrived, before coercion. */
export type Variables = Readonly<Record<string, unknown>>;

/** What a variable stands for: a value that was sent, a default that is in effect, or nothing. */
export type Provided =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'literal'; readonly node: ConstValueNode }
  | undefined;

/** Looks a variable up by its name. */
export type VariableLookup = (name: string) => Provided;

/** Only variables that the operation declares exist; only own properties were sent (`__proto__` is a name like any). */
export function variableLookup(operation: OperationDefinitionNode, variables: Variables): VariableLookup {
  const provided = new Map<string, Provided>();
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    const name = variable.name.value;
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (value !== undefined) provided.set(name, { kind: 'value', value });
    else if (defaultValue) provided.set(name, { kind: 'literal', node: defaultValue });
  }
  return (name) => provided.get(name);
}

/** Whether `@skip` and `@include` leave a selection in (GraphQL specification, 3.13.1 and 3.13.2). */
export function isIncluded(node: SelectionNode, lookup: VariableLookup): boolean {
  return (node.directives ?? []).every(({ name, arguments: args }) => {
    if (name.value !== 'skip' && name.value !== 'include')
      throw unsupported(`This graph does not offer @${name.value}.`);
    const value = args?.find((argument) => argument.name.value === 'if')?.value;
    const condition = value && conditionOf(value, lookup);
    if (condition === undefined) {
      throw new JukiError('BAD_VARIABLES', `@${name.value} needs true or false, in the operation or by a variable.`);
    }
    return name.value === 'skip' ? !condition : condition;
  });
}

function conditionOf(value: ValueNode, lookup: VariableLookup): boolean | undefined {
  if (value.kind === Kind.BOOLEAN) return value.value;
  const provided = value.kind === Kind.VARIABLE ? lookup(value.name.value) : undefined;
  if (provided?.kind === 'literal') return provided.node.kind === Kind.BOOLEAN ? provided.node.value : undefined;
  return typeof provided?.value === 'boolean' ? provided.value : undefined;
}
