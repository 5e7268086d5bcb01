import { developmentOperatorGrant } from '@juki/directory';
import type Provider from 'oidc-provider';
import type { Logger } from 'pino';
import { configuration, type ProviderParts } from './configuration.ts';
import { createDevelopmentOperatorGrant, developmentOperatorParameters } from './development-operator.ts';
import type { Library } from './load-library.ts';

/** Makes the provider for one issuer. Its log names the error, never a parameter, code or token of the request. */
export function createProvider(library: Library, issuer: string, parts: ProviderParts, logger: Logger): Provider {
  const provider = new library.Provider(issuer, configuration(parts));
  provider.registerGrantType(
    developmentOperatorGrant,
    createDevelopmentOperatorGrant(library),
    developmentOperatorParameters,
  );
  provider.on('server_error', (_ctx, error) => logger.error({ err: error }, 'the provider failed'));
  provider.on('grant.error', (_ctx, error) => logger.debug({ error: error.message }, 'a token was refused'));
  provider.on('authorization.error', (_ctx, error) => logger.debug({ error: error.message }, 'a login was refused'));
  return provider;
}
