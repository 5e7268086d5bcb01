import { JukiError } from '@juki/errors';
import { type Client, createClient } from '../create-client.ts';
import { type MachineKey, requestToken } from './request-token.ts';

export type { MachineKey } from './request-token.ts';

/** A client that acts as a machine of a body (システム): a tier's message to another goes through the gateway by one. */
export interface MachineClient extends Client {
  /** Id of the machine, which is that of its agency. */
  readonly id: string;
}

/** Who the machine is and where it asks. */
export interface MachineClientOptions {
  readonly gateway: string;
  /** The provider that gives the machine its tokens. */
  readonly issuer: string;
  readonly id: string;
  /** Its private key (JWK, ES256); read when a token is needed, since a provider for development makes it late. */
  readonly key: () => Promise<MachineKey>;
  readonly fetch?: typeof fetch;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/** A token is renewed before it expires, so that none expires on its way. */
const margin = 30_000;

/**
 * Makes the client of a machine. Its tokens (client_credentials, RFC 7523) are kept until shortly before they expire and
 * asked for once by all who wait; one that the gateway does not accept any more is asked for again, once.
 * Errors beside the client's: `IDENTITY_UNAVAILABLE`, `UNAUTHENTICATED`, `KEY_UNKNOWN`.
 */
export function createMachineClient(options: MachineClientOptions): MachineClient {
  const { gateway, issuer, id, key, fetch: send = fetch, clock } = options;
  let token: { readonly value: Promise<string>; expiresAt: number } | undefined;

  function authorization(): Promise<string> {
    if (token && token.expiresAt - margin > clock()) return token.value;
    const asked = { value: ask(), expiresAt: Number.POSITIVE_INFINITY };
    token = asked;
    asked.value.catch(() => {
      if (token === asked) token = undefined;
    });
    return asked.value;

    async function ask(): Promise<string> {
      const { value, lifetime } = await requestToken({ issuer, id, key: await key(), now: clock(), send });
      asked.expiresAt = clock() + lifetime * 1000;
      return `Bearer ${value}`;
    }
  }

  const client = createClient({ gateway, authorization, fetch: send });
  return {
    id,
    async request(request) {
      try {
        return await client.request(request);
      } catch (fault) {
        // Whoever is not authenticated has done nothing, so this is no repetition.
        if (!(fault instanceof JukiError) || fault.code !== 'UNAUTHENTICATED' || !token) throw fault;
        token = undefined;
        return client.request(request);
      }
    },
  };
}
