import type { Application, Coordinate } from '@juki/schema-directives';
import type { Subgraph } from '../subgraph.ts';
import type { GatedGraph } from './gated-graph.ts';
import type { Refusal } from './refusal.ts';

/**
 * Every application of a subgraph stands in the supergraph, and subgraphs that declare the same coordinate say the same
 * of it. Composition loses the former silently, and merges the latter: two subgraphs with one basis each become one
 * field with two alternatives, either of which opens it.
 */
export function checkApplications({ subgraphs, applications }: Pick<GatedGraph, 'subgraphs' | 'applications'>) {
  return subgraphs.flatMap((subgraph) => [...lost(subgraph, applications), ...differing(subgraph, subgraphs)]);
}

function lost(subgraph: Subgraph, composed: ReadonlyMap<Coordinate, readonly Application[]>): Refusal[] {
  return [...subgraph.applications].flatMap(([coordinate, list]) => {
    const standing = new Set((composed.get(coordinate) ?? []).map(text));
    return list
      .filter((application) => !standing.has(text(application)))
      .map((application) => ({
        code: 'APPLICATION_LOST',
        subgraph: subgraph.name,
        coordinate,
        message: `${text(application)} does not stand in the supergraph; is it named in @composeDirective?`,
      }));
  });
}

function differing(subgraph: Subgraph, subgraphs: readonly Subgraph[]): Refusal[] {
  return [...subgraph.applications].flatMap(([coordinate, list]) => {
    const [first] = subgraphs.filter(({ applications }) => applications.has(coordinate));
    const expected = whole(first?.applications.get(coordinate) ?? []);
    if (!first || first === subgraph || whole(list) === expected) return [];
    return {
      code: 'APPLICATIONS_DIFFER',
      subgraph: subgraph.name,
      coordinate,
      message: `${whole(list) || 'nothing'} here, but ${expected || 'nothing'} in ${first.name}.`,
    };
  });
}

function whole(list: readonly Application[]): string {
  return list.map(text).sort().join(' ');
}

function text(application: Application): string {
  switch (application.directive) {
    case 'legalBasis':
      return `@legalBasis(provisions: ${JSON.stringify(application.provisions)})`;
    case 'structural':
      return `@structural(reason: ${JSON.stringify(application.reason)})`;
    case 'item':
      return `@item(id: ${JSON.stringify(application.id)})`;
    case 'secondHop':
      return '@secondHop';
  }
}
