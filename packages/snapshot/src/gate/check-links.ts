import { directiveNames, localDirectiveName } from '@juki/schema-directives';
import { Kind } from 'graphql';
import type { Subgraph } from '../subgraph.ts';
import type { Refusal } from './refusal.ts';

/** Every directive of our name is ours by link, and under that name. Runs before composition, which is silent about it. */
export function checkLinks(subgraphs: readonly Subgraph[]): readonly Refusal[] {
  return subgraphs.flatMap(({ name: subgraph, ours, document, applications }): Refusal[] => {
    if (ours) {
      return directiveNames
        .filter((name) => ours.imports.has(`@${name}`) && localDirectiveName(ours, name) !== name)
        .map((name) => ({
          code: 'RENAMED',
          subgraph,
          coordinate: null,
          message: `@${name} is imported as @${localDirectiveName(ours, name)}; import it under its own name.`,
        }));
    }
    const message = 'Link to the specification of our directives: put directivesSdl at the head of the SDL.';
    const defined = document.definitions.some(
      (node) => node.kind === Kind.DIRECTIVE_DEFINITION && directiveNames.some((name) => name === node.name.value),
    );
    const applied = [...applications].filter(([, list]) => list.length > 0).map(([coordinate]) => coordinate);
    const places = applied.length > 0 ? applied : defined ? [null] : [];
    return places.map((coordinate) => ({ code: 'NOT_LINKED', subgraph, coordinate, message }));
  });
}
