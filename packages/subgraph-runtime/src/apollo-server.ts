import { ApolloServer } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { errorCatalogue, JukiError } from '@juki/errors';
import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { type AuditedContext, resolverAuditPlugin } from './audit/resolver-audit-plugin.ts';
import { faultForLog, type Log } from './log.ts';

/**
 * The executor of a subgraph: nothing of Apollo Server's own web surface, no reporting to anybody, no stack traces, no
 * introspection, no hints. What a resolver throws leaves as its code, or as `INTERNAL`.
 */
export function createApolloServer<Context extends AuditedContext>(schema: GraphQLSchema, log: Log) {
  return new ApolloServer<Context>({
    schema,
    introspection: false,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    nodeEnv: 'production',
    logger: { debug: quiet, info: quiet, warn: quiet, error: () => log.error({}, 'Apollo Server reported a fault') },
    formatError: (formatted, error) => formatError(formatted, unwrapResolverError(error), log),
    plugins: [
      resolverAuditPlugin(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
}

function formatError({ path }: GraphQLFormattedError, error: unknown, log: Log): GraphQLFormattedError {
  const where = path ? { path } : {};
  if (error instanceof JukiError && error.entry.audience === 'client') {
    return { message: error.message, ...where, extensions: { code: error.code } };
  }
  log.error({ fault: faultForLog(error) }, 'a resolver failed');
  return { message: errorCatalogue.INTERNAL.description, ...where, extensions: { code: 'INTERNAL' } };
}

function quiet(): void {}
