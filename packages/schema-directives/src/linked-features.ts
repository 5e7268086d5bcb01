import {
  type ConstDirectiveNode,
  type ConstValueNode,
  Kind,
  type SchemaDefinitionNode,
  type SchemaExtensionNode,
} from 'graphql';

/** A specification that a schema links to, and the names under which the schema knows its elements. */
export interface LinkedFeature {
  /** URL without the version: `https://juki.example/directives`. */
  readonly identity: string;
  readonly version: string;
  /** Elements that are not imported are written `prefix__name`. */
  readonly prefix: string;
  /** Name in the specification → name in this schema; directives with their `@`. */
  readonly imports: ReadonlyMap<string, string>;
}

const linkIdentity = 'https://specs.apollo.dev/link';

/**
 * Reads the `@link` applications of a schema (Apollo link specification v1.0). Names are resolved through them and never
 * assumed: a directive imported under another name is still ours, and one that merely looks like ours is not.
 */
export function linkedFeatures(
  nodes: readonly (SchemaDefinitionNode | SchemaExtensionNode)[],
): readonly LinkedFeature[] {
  const directives = nodes.flatMap((node) => node.directives ?? []);
  const bootstrap = directives.find(
    (directive) => parseUrl(text(argument(directive, 'url')))?.identity === linkIdentity,
  );
  const linkName = bootstrap?.name.value ?? 'link';
  return directives.filter((directive) => directive.name.value === linkName).flatMap(parseFeature);
}

/** The name under which a directive of a feature is applied in the schema, without its `@`. */
export function localDirectiveName(feature: LinkedFeature, name: string): string {
  return feature.imports.get(`@${name}`)?.slice(1) ?? (name === feature.prefix ? name : `${feature.prefix}__${name}`);
}

function parseFeature(directive: ConstDirectiveNode): LinkedFeature[] {
  const url = parseUrl(text(argument(directive, 'url')));
  if (!url) return [];
  const list = argument(directive, 'import');
  const imports = list?.kind === Kind.LIST ? list.values.flatMap(parseImport) : [];
  return [{ ...url, prefix: text(argument(directive, 'as')) ?? url.name, imports: new Map(imports) }];
}

function parseImport(value: ConstValueNode): [string, string][] {
  if (value.kind === Kind.STRING) return [[value.value, value.value]];
  if (value.kind !== Kind.OBJECT) return [];
  const entry = (key: string) => text(value.fields.find((field) => field.name.value === key)?.value);
  const name = entry('name');
  return name === undefined ? [] : [[name, entry('as') ?? name]];
}

function parseUrl(url: string | undefined): { identity: string; name: string; version: string } | undefined {
  const [, identity, name, version] = /^(https:\/\/.*?([A-Za-z]\w*))\/v(\d+\.\d+)$/.exec(url ?? '') ?? [];
  return identity && name && version ? { identity, name, version } : undefined;
}

function argument(directive: ConstDirectiveNode, name: string): ConstValueNode | undefined {
  return directive.arguments?.find((node) => node.name.value === name)?.value;
}

function text(value: ConstValueNode | undefined): string | undefined {
  return value?.kind === Kind.STRING ? value.value : undefined;
}
