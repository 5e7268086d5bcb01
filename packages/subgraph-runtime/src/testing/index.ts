export { startTestSubgraph, type TestReply, type TestRequest, type TestSubgraph } from './start-test-subgraph.ts';
export { testNumbers, testRecord } from './test-residents.ts';
