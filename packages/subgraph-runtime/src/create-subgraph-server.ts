import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/resolverMap.js';
import type { AuditRecord, AuditWriter } from '@juki/audit-log';
import type { Audience } from '@juki/grants';
import type { KeyProvider } from '@juki/keys';
import type { DocumentNode } from 'graphql';
import { createApolloServer } from './apollo-server.ts';
import { createPseudonyms } from './audit/pseudonyms.ts';
import type { AuditedContext } from './audit/resolver-audit-plugin.ts';
import type { Bodies } from './bodies.ts';
import type { AddCheckpoint, Probe, PublishedLog } from './http/handle-request.ts';
import { listen, type RunningServer } from './http/http-server.ts';
import { defaultLimits, type Limits } from './limits.ts';
import type { Log } from './log.ts';
import { structuralCoordinates } from './operation/structural-coordinates.ts';
import type { VerifyToken } from './pipeline/attested.ts';
import { createBoundStage } from './pipeline/bounded.ts';
import type { ExecuteStage } from './pipeline/executed.ts';
import type { GrantStage } from './pipeline/granted.ts';
import { createPipeline } from './pipeline.ts';
import type { Policy } from './policy.ts';

/** All that a subgraph is made of. Nothing is read from the environment here. */
export interface SubgraphOptions<Context extends AuditedContext> {
  /** The tier for which grants must be. */
  readonly audience: Audience;
  readonly typeDefs: DocumentNode;
  readonly resolvers: GraphQLResolverMap<Context>;
  /** Loaders and the like for one request, bound to its grant. */
  readonly createContext: ExecuteStage<Context>['createContext'];
  readonly policy: Policy;
  /** Made by `createGrantVerifier` of `@juki/grants/verify` from the gateway's public keys. */
  readonly verifyGrant: GrantStage['verifyGrant'];
  /** Made by `createTokenVerifier` of `@juki/access-tokens`. */
  readonly verifyToken: VerifyToken;
  readonly audit: AuditWriter;
  readonly keys: KeyProvider;
  readonly bodies: Bodies;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Whether the machine's clock is kept synchronised, as the operator of the process states. */
  readonly clockState: AuditRecord['clock'];
  readonly log: Log;
  /** What `/readyz` asks, by name: the database, the audit store. */
  readonly probes: Readonly<Record<string, Probe>>;
  /** Serves the published tiles and checkpoints below `/log/`; see `logHttpHandler` of `@juki/audit-log/postgres`. */
  readonly publishedLog?: PublishedLog;
  /** Answers `POST /witness/add-checkpoint`; `null` where this process is no witness. */
  readonly addCheckpoint?: AddCheckpoint | null;
  readonly limits?: Limits;
}

/** A subgraph that can be started, once, and stopped. What was handed in stays the caller's to close. */
export interface SubgraphServer {
  listen(port: number, host?: string): Promise<RunningServer>;
}

/**
 * Makes the server of one tier: verify the grant, verify the caller, hold the grant against the law, bound the
 * operation, execute, record, answer.
 */
export function createSubgraphServer<Context extends AuditedContext>(
  options: SubgraphOptions<Context>,
): SubgraphServer {
  const { typeDefs, resolvers, policy, log, limits = defaultLimits } = options;
  const schema = buildSubgraphSchema([{ typeDefs, resolvers }]);
  const structural = structuralCoordinates(typeDefs);
  const server = createApolloServer<Context>(schema, log);
  const respond = createPipeline({
    ...options,
    server,
    structural,
    snapshot: policy.snapshot,
    bodyBytes: limits.bodyBytes,
    pseudonyms: createPseudonyms(options.keys, options.bodies.all),
    boundOperation: createBoundStage({ schema, structural, representations: limits.representations }),
  });
  const surface = {
    respond,
    probes: options.probes,
    publishedLog: options.publishedLog,
    addCheckpoint: options.addCheckpoint,
  };

  return {
    async listen(port, host = '127.0.0.1') {
      await server.start();
      const running = await listen(surface, { port, host, log });
      return {
        port: running.port,
        async close() {
          await running.close();
          await server.stop();
        },
      };
    },
  };
}
