import type { CompositionSuccess } from '@apollo/composition';
import { directiveNames } from '@juki/schema-directives';
import type { Refusal } from './refusal.ts';

/** Any hint of composition about one of our directives is an error: a hint is how composition says that it gave way. */
export function checkHints(hints: CompositionSuccess['hints']): readonly Refusal[] {
  return hints
    .filter(({ message }) => directiveNames.some((name) => message.includes(`@${name}`)))
    .map(({ message, coordinate }) => ({
      code: 'COMPOSITION_HINT',
      subgraph: null,
      coordinate: coordinate ?? null,
      message,
    }));
}
