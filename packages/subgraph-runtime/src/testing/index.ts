export { allCoordinates } from './all-coordinates.ts';
export {
  startTestSubgraph,
  type TestParts,
  type TestReply,
  type TestRequest,
  type TestSubgraph,
  type TestSubgraphOptions,
} from './start-test-subgraph.ts';
export { officerClaims, type TestCaller } from './test-caller.ts';
export type { TestGateway } from './test-grants.ts';
export { testNumbers, testRecord } from './test-residents.ts';
