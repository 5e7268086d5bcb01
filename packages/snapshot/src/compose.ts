export { checkSupergraph, compileCommitted, writeSnapshot } from './build-snapshot.ts';
export { type CompiledSnapshot, compileSnapshot } from './compile-snapshot.ts';
export { type Composition, type CompositionInput, composeSupergraph, examine } from './compose-supergraph.ts';
export { type Refusal, type RefusalCode, refusals } from './gate/refusal.ts';
export { readSubgraphs } from './read-subgraphs.ts';
export type { SubgraphSource } from './subgraph.ts';
