import { createServer, type Server } from 'node:http';
import { Supergraph } from '@apollo/federation-internals';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { type AuditWriter, recordId } from '@juki/audit-log';
import { createDecider, type Policy } from '@juki/authorisation';
import { JukiError } from '@juki/errors';
import type { Grant } from '@juki/grants';
import type { Catalogue } from '@juki/legal-basis';
import { buildSchema } from 'graphql';
import { createFederatedExecutor } from './federated-executor.ts';
import { createGraphqlEndpoint } from './http/graphql-endpoint.ts';
import type { Sources } from './http/incoming-request.ts';
import { createRouter, type Route } from './http/router.ts';
import { createAuthenticate, type VerifyToken } from './pipeline/authenticate/authenticate.ts';
import { createAuthorise } from './pipeline/authorise/authorise.ts';
import { createDispatch } from './pipeline/dispatch/dispatch.ts';
import { createPlanExecutor } from './pipeline/dispatch/execute-plan.ts';
import type { SubgraphTransport } from './pipeline/dispatch/subgraph-transport.ts';
import { createTypeMatcher } from './pipeline/dispatch/type-matcher.ts';
import { createPipeline } from './pipeline/pipeline.ts';
import { createPlanStage } from './pipeline/plan/plan.ts';
import { createPlanner } from './pipeline/plan/planner.ts';
import { createBindPurpose } from './pipeline/purpose/bind-purpose.ts';
import type { RightsLedger } from './pipeline/purpose/rights-ledger.ts';
import { createGatewayRecords, type RecordTools } from './pipeline/record/gateway-records.ts';
import { createRecordIntent } from './pipeline/record/record-intent.ts';
import { createIntrospect } from './pipeline/respond/introspect.ts';
import { createRespond } from './pipeline/respond/respond.ts';
import { recordInvalidOperations } from './record-invalid-operations.ts';
import type { RequestContext } from './request-context.ts';

/** Everything that a gateway is made of. Nothing is read from the environment here. */
export interface GatewayOptions {
  readonly supergraphSdl: string;
  readonly catalogue: Pick<Catalogue, 'agency' | 'purpose' | 'cite'>;
  readonly policy: Pick<Policy, 'view'>;
  readonly verifyToken: VerifyToken;
  readonly rights: RightsLedger;
  readonly audit: AuditWriter;
  readonly transport: SubgraphTransport;
  readonly issueGrant: (grant: Grant) => string;
  readonly clockState: RecordTools['clockState'];
  readonly sources: Sources;
  readonly hashArguments: (canonical: string) => string;
  /** Routes beside `/graphql`: health, the portal, the gateway's own log. */
  readonly routes: readonly Route[];
  /** Told of every fault of our own and of every tier that did not answer; never of values. */
  readonly onFault: (fault: { readonly request: string; readonly cause: unknown }) => void;
  readonly largestBody?: number;
}

/** Tokens of a document: ten times an introspection query; parsing and validating must not cost seconds. */
const mostTokens = 10_000;

/** A gateway that can listen. */
export interface Gateway {
  /** Resolves with the port on which it listens. */
  listen(port: number, host?: string): Promise<number>;
  close(): Promise<void>;
}

/** Puts the stages together in their order and an Apollo Server in front of them. */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const { audit, catalogue, onFault, policy, sources, supergraphSdl, transport } = options;
  const { clock, random } = sources;
  const supergraph = Supergraph.build(supergraphSdl);
  const clientSchema = supergraph.apiSchema().toGraphQLJSSchema();
  const wholeSchema = buildSchema(supergraphSdl, { assumeValid: true, assumeValidSDL: true });
  const matches = createTypeMatcher(wholeSchema);
  const records = createGatewayRecords({
    ...sources,
    recordId: () => recordId(clock(), random),
    clockState: options.clockState,
  });

  const pipeline = createPipeline({
    authenticate: createAuthenticate(options.verifyToken, catalogue),
    bindPurpose: createBindPurpose({ catalogue, rights: options.rights, viewOf: policy.view }),
    authorise: createAuthorise(createDecider({ schema: clientSchema })),
    recordIntent: createRecordIntent(audit, records),
    plan: createPlanStage(createPlanner({ supergraph, schema: wholeSchema, matches }), wholeSchema),
    dispatch: createDispatch({
      execute: createPlanExecutor(matches),
      transport,
      grants: { issue: options.issueGrant, grantId: () => Buffer.from(random(16)).toString('base64url'), clock },
      onUnavailable: onFault,
    }),
    respond: createRespond({
      schema: clientSchema,
      introspect: createIntrospect(clientSchema),
      audit,
      records,
      onDeliveryUnrecorded: onFault,
    }),
    audit,
    records,
    isPurpose: (text) => catalogue.purpose(text) !== undefined,
  });

  const apollo = new ApolloServer<RequestContext>({
    gateway: createFederatedExecutor({
      pipeline,
      schema: clientSchema,
      supergraphSdl,
      hashArguments: options.hashArguments,
      onFault,
    }),
    // Introspection is answered from the contract schema of the purpose, so it needs no switch.
    introspection: true,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
    logger: quietLogger(onFault),
    parseOptions: { maxTokens: mostTokens },
    persistedQueries: false,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      recordInvalidOperations(),
    ],
  });
  await apollo.start();

  const graphql = createGraphqlEndpoint({
    apollo,
    pipeline,
    sources,
    largestBody: options.largestBody ?? 1_000_000,
    onFault,
  });
  const server = createServer(createRouter([{ path: '/graphql', handle: graphql }, ...options.routes], onFault));
  server.keepAliveTimeout = 65_000;
  server.requestTimeout = 30_000;

  return {
    listen: (port, host = '127.0.0.1') => listen(server, port, host),
    async close() {
      await closed(server);
      await apollo.stop();
      await transport.close();
      await audit.close();
    },
  };
}

/** Apollo Server's own words would go to the console, with whatever they quote; only that there were some is told. */
function quietLogger(onFault: GatewayOptions['onFault']) {
  const quiet = () => undefined;
  const cause = new JukiError('INTERNAL', 'Apollo Server reported a fault.');
  return { debug: quiet, info: quiet, warn: quiet, error: () => onFault({ request: '-', cause }) };
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

/** Lets requests that are under way finish, then ends idle connections. */
function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}
