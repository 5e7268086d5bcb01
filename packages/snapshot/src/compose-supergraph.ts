import { type CompositionSuccess, composeServices } from '@apollo/composition';
import { JukiError } from '@juki/errors';
import type { Catalogue } from '@juki/legal-basis';
import { linkedFeatures, ourDirectives, ourFeature, readApplications, readRuleBook } from '@juki/schema-directives';
import { buildASTSchema, type GraphQLSchema, isTypeDefinitionNode, parse } from 'graphql';
import { checkApplications } from './gate/check-applications.ts';
import { checkHints } from './gate/check-hints.ts';
import { checkInterfaces } from './gate/check-interfaces.ts';
import { checkKeys } from './gate/check-keys.ts';
import { checkLeaves } from './gate/check-leaves.ts';
import { checkLinks } from './gate/check-links.ts';
import { checkNullability } from './gate/check-nullability.ts';
import { checkReading } from './gate/check-reading.ts';
import { checkResolvers } from './gate/check-resolvers.ts';
import { checkRules } from './gate/check-rules.ts';
import { checkSecondHop } from './gate/check-second-hop.ts';
import type { Check } from './gate/gated-graph.ts';
import type { Refusal } from './gate/refusal.ts';
import { readSubgraph, type Subgraph, type SubgraphSource } from './subgraph.ts';

const checks: readonly Check[] = [
  checkRules,
  checkLeaves,
  checkNullability,
  checkInterfaces,
  checkResolvers,
  checkKeys,
  checkReading,
  checkSecondHop,
];

/** What is composed, and the catalogue whose words the rules must use. */
export interface CompositionInput {
  readonly subgraphs: readonly SubgraphSource[];
  readonly catalogue: Catalogue;
}

/** A supergraph that passed the gate. */
export interface Composition {
  readonly supergraphSdl: string;
}

/**
 * Composes a supergraph and leads it through the gate. Throws one `COMPOSITION_REFUSED` whose `details.refusals` lists
 * every {@link Refusal} with subgraph and coordinate; nothing is composed halfway.
 */
export function composeSupergraph(input: CompositionInput): Composition {
  const { supergraphSdl, refusals } = examine(input);
  if (supergraphSdl !== null && refusals.length === 0) return { supergraphSdl };
  const lines = refusals.map(({ code, subgraph, coordinate, message }) => {
    return `${code} ${[subgraph, coordinate].filter((part) => part !== null).join(' ')}: ${message}`;
  });
  throw new JukiError('COMPOSITION_REFUSED', `The composition gate refuses this graph.\n${lines.join('\n')}`, {
    details: { refusals },
  });
}

/** The same without throwing. */
export function examine({ subgraphs, catalogue }: CompositionInput): {
  readonly supergraphSdl: string | null;
  readonly refusals: readonly Refusal[];
} {
  const read: Subgraph[] = [];
  const refusals: Refusal[] = [];
  for (const source of subgraphs) {
    try {
      read.push(readSubgraph(source));
    } catch (cause) {
      refusals.push(malformed(source, cause));
    }
  }
  if (refusals.length > 0) return { supergraphSdl: null, refusals };

  refusals.push(...checkLinks(read));
  const composed = compose(read);
  refusals.push(...checkHints(composed.hints ?? []));
  const { supergraphSdl } = composed;
  if (supergraphSdl === undefined) {
    for (const { message } of composed.errors ?? []) {
      refusals.push({ code: 'NOT_COMPOSED', subgraph: null, coordinate: null, message });
    }
    return { supergraphSdl: null, refusals };
  }

  const supergraph = buildASTSchema(parse(supergraphSdl), { assumeValidSDL: true });
  const applications = applicationsOf(supergraph);
  refusals.push(...checkApplications({ subgraphs: read, applications: applications ?? new Map() }));
  if (applications) {
    const graph = { subgraphs: read, supergraph, applications, ruleBook: readRuleBook(supergraph), catalogue };
    refusals.push(...checks.flatMap((check) => check(graph)));
  } else {
    const message = 'No subgraph composes our directives, so nothing in the supergraph is ruled.';
    refusals.push({ code: 'UNRULED', subgraph: null, coordinate: null, message });
  }
  return { supergraphSdl, refusals };
}

type Composed = Partial<Pick<CompositionSuccess, 'supergraphSdl' | 'hints'>> & { readonly errors?: readonly Error[] };

// Some contradictions make composition fail its own assertions instead of reporting an error.
function compose(subgraphs: readonly Subgraph[]): Composed {
  try {
    return composeServices(subgraphs.map(({ name, url, document }) => ({ name, url, typeDefs: document })));
  } catch (cause) {
    return { errors: [cause instanceof Error ? cause : new JukiError('COMPOSITION_REFUSED', 'Composition failed.')] };
  }
}

function applicationsOf(supergraph: GraphQLSchema) {
  const features = linkedFeatures([supergraph.astNode, ...supergraph.extensionASTNodes].filter((node) => node != null));
  const ours = ourFeature(features);
  const nodes = Object.values(supergraph.getTypeMap()).flatMap(({ astNode }) => astNode ?? []);
  return ours && readApplications(nodes.filter(isTypeDefinitionNode), ourDirectives(ours));
}

function malformed({ name }: SubgraphSource, cause: unknown): Refusal {
  const coordinate = cause instanceof JukiError ? cause.details['coordinate'] : null;
  return {
    code: 'MALFORMED',
    subgraph: name,
    coordinate: typeof coordinate === 'string' ? coordinate : null,
    message: cause instanceof Error ? cause.message : 'The SDL cannot be read.',
  };
}
