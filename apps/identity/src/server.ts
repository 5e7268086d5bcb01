import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { invariant } from '@juki/errors';
import type Provider from 'oidc-provider';
import type { Logger } from 'pino';
import { createHandler } from './http/create-handler.ts';
import { listenOn } from './http/listen-on.ts';
import { loadMachineKeys } from './keys/machine-keys.ts';
import { loadSigningKeys, rotateSigningKeys, type SigningKeys } from './keys/signing-keys.ts';
import { createBoundedStore } from './provider/bounded-store.ts';
import { createProvider } from './provider/create-provider.ts';
import { loadLibrary } from './provider/load-library.ts';

/** What the identity provider is made from. */
export interface IdentityDependencies {
  /** On the loopback interface only; 0 takes a free port. */
  readonly port: number;
  /** Claim `iss`; without it, `http://127.0.0.1:<port>`. */
  readonly issuer?: string | undefined;
  readonly keyDirectory: string;
  /** Origins of the portal; redirect addresses and CORS follow from them, by exact match. */
  readonly portalOrigins: readonly string[];
  readonly logger: Logger;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/** A running OIDC provider for development. */
export interface Identity {
  /** Known from the start if it was given, else once `listen` has resolved. */
  readonly issuer: string;
  listen(): Promise<void>;
  /** Makes a new signing key; the last one stays published, so that its tokens verify until the next rotation. */
  rotate(): Promise<void>;
  close(): Promise<void>;
}

/** Makes the provider; nothing is read or opened before `listen`. */
export function createIdentity(deps: IdentityDependencies): Identity {
  const { keyDirectory, portalOrigins, logger, clock } = deps;
  const store = createBoundedStore(clock);
  // Sessions live in memory, so keys that outlive the process would protect nothing.
  const cookieKeys = [randomBytes(32).toString('base64url')];
  let issuer = deps.issuer;
  let provider: Provider | undefined;

  function knownIssuer(): string {
    invariant(issuer !== undefined, 'the issuer is known once listen() has resolved');
    return issuer;
  }

  async function provide(signingKeys: SigningKeys): Promise<void> {
    const machineKeys = await loadMachineKeys(keyDirectory);
    const library = await loadLibrary(logger);
    const parts = { signingKeys, machineKeys, cookieKeys, portalOrigins, store };
    provider = createProvider(library, knownIssuer(), parts, logger);
  }

  const handler = createHandler({ issuer: knownIssuer, provider: () => provider, portalOrigins, logger });
  const server = createServer(handler);

  return {
    get issuer() {
      return knownIssuer();
    },
    async listen() {
      const port = await listenOn(server, deps.port);
      issuer ??= `http://127.0.0.1:${port}`;
      await provide(await loadSigningKeys(keyDirectory));
    },
    async rotate() {
      await provide(await rotateSigningKeys(keyDirectory));
    },
    async close() {
      if (!server.listening) return;
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
