import type { LinkedFeature } from './linked-features.ts';
import { localDirectiveName } from './linked-features.ts';
import { type DirectiveName, directiveNames, specificationUrl } from './specification.ts';

const [identity, major] = [/^(.*)\/v\d+/.exec(specificationUrl)?.[1], /\/v(\d+)/.exec(specificationUrl)?.[1]];

/** The link of a schema to our specification, in a version that this reader understands; `undefined` if there is none. */
export function ourFeature(features: readonly LinkedFeature[]): LinkedFeature | undefined {
  return features.find((feature) => feature.identity === identity && feature.version.startsWith(`${major}.`));
}

/** Makes the function that says which of our directives a name of the schema stands for. */
export function ourDirectives(feature: LinkedFeature): (localName: string) => DirectiveName | undefined {
  const names = new Map(directiveNames.map((name) => [localDirectiveName(feature, name), name]));
  return (localName) => names.get(localName);
}
