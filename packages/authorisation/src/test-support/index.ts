export { randomlyAsked, roomyLimits } from './randomly-asked.ts';
export { testCatalogue } from './test-catalogue.ts';
export { testGraph } from './test-graph.ts';
export { type Executed, executeWhole } from './whole-graph.ts';
