import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cliClient, developmentOperatorGrant, gatewayAudience } from '@juki/directory';
import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose';
import { pino } from 'pino';
import { createIdentity, type Identity } from '../server.ts';

/**
 * jest runs modules in a realm of its own, but its `structuredClone` makes objects of the outer one, which the library
 * then does not take for plain objects. This one stays inside; what the library clones is JSON.
 */
globalThis.structuredClone = (value) => JSON.parse(JSON.stringify(value));

/** The origin that the tests register for the portal; nothing listens there. */
export const portalOrigin = 'http://127.0.0.1:4000';

/** A provider on a free port with new keys, and short ways to what tests ask of it. */
export interface StartedIdentity {
  readonly identity: Identity;
  readonly keyDirectory: string;
  /** Posts to the token endpoint. */
  token(form: Readonly<Record<string, string>>, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** Asks for an operator's token by the development grant. */
  operatorToken(operator: string, more?: Readonly<Record<string, string>>): Promise<Answer>;
  /** Verifies as the gateway does: against the published keys, asked for anew. */
  verify(token: unknown, at?: Date): Promise<{ readonly claims: JWTPayload; readonly kid: string | undefined }>;
  stop(): Promise<void>;
}

/** An answer with its body parsed as JSON. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Starts one; the caller stops it. */
export async function startIdentity(): Promise<StartedIdentity> {
  const keyDirectory = join(await mkdtemp(join(tmpdir(), 'juki-identity-')), 'keys');
  const logger = pino({ level: 'silent' });
  const identity = createIdentity({ port: 0, keyDirectory, portalOrigins: [portalOrigin], logger, clock: Date.now });
  await identity.listen();

  async function token(form: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}) {
    const address = `${identity.issuer}/token`;
    const response = await fetch(address, { method: 'POST', body: new URLSearchParams(form), headers });
    return { status: response.status, headers: response.headers, body: objectOf(await response.json()) };
  }

  return {
    identity,
    keyDirectory,
    token,
    operatorToken: (operator, more = {}) =>
      token({ grant_type: developmentOperatorGrant, client_id: cliClient, operator, ...more }),
    async verify(compact, currentDate = new Date()) {
      const keys = createRemoteJWKSet(new URL(`${identity.issuer}/jwks`));
      const { payload, protectedHeader } = await jwtVerify(String(compact), keys, {
        issuer: identity.issuer,
        audience: gatewayAudience,
        typ: 'at+jwt',
        algorithms: ['ES256'],
        currentDate,
      });
      return { claims: payload, kid: protectedHeader.kid };
    },
    async stop() {
      await identity.close();
      await rm(join(keyDirectory, '..'), { recursive: true });
    },
  };
}

/** The members of a JSON object; of anything else, none. */
export function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
