export type { Sources } from './http/incoming-request.ts';
export type { Route } from './http/router.ts';
export { createHttpTransport, type SubgraphTransport } from './pipeline/dispatch/subgraph-transport.ts';
export type { RightsLedger } from './pipeline/purpose/rights-ledger.ts';
export { createGateway, type Gateway, type GatewayOptions } from './server.ts';
