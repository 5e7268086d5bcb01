import type { Catalogue } from '@juki/legal-basis';
import type { Application, Coordinate, RuleBook } from '@juki/schema-directives';
import type { GraphQLSchema } from 'graphql';
import type { Subgraph } from '../subgraph.ts';
import type { Refusal } from './refusal.ts';

/** A composed graph before the gate: what went in, and what came out. */
export interface GatedGraph {
  readonly subgraphs: readonly Subgraph[];
  readonly supergraph: GraphQLSchema;
  /** Applications as they stand in the supergraph. */
  readonly applications: ReadonlyMap<Coordinate, readonly Application[]>;
  readonly ruleBook: RuleBook;
  readonly catalogue: Catalogue;
}

/** One check of the gate. */
export type Check = (graph: GatedGraph) => readonly Refusal[];

/** Names of the subgraphs that declare a coordinate; `null` alone if none does. */
export function declaring(graph: Pick<GatedGraph, 'subgraphs'>, coordinate: Coordinate): readonly (string | null)[] {
  const names = graph.subgraphs.filter(({ applications }) => applications.has(coordinate)).map(({ name }) => name);
  return names.length > 0 ? names : [null];
}

/** Whether some applications make a coordinate carry a legal basis. */
export function isRuled(applications: readonly Application[] | undefined): boolean {
  return (applications ?? []).some(({ directive }) => directive === 'legalBasis');
}
