import { JukiError } from '@juki/errors';
import { importJWK, type JWK, SignJWT } from 'jose';

/** A machine's private key, EC P-256 as a JWK. */
export type MachineKey = JWK;

/** What is asked for, and by whom. */
export interface TokenRequest {
  readonly issuer: string;
  readonly id: string;
  readonly key: MachineKey;
  readonly now: number;
  readonly send: typeof fetch;
}

/** An access token and how many seconds it lives. */
export interface Token {
  readonly value: string;
  readonly lifetime: number;
}

/** Asks the provider for a token, proved with the machine's own key (RFC 7523, private_key_jwt). No key leaves. */
export async function requestToken({ issuer, id, key, now, send }: TokenRequest): Promise<Token> {
  const seconds = Math.floor(now / 1000);
  const assertion = await new SignJWT({ jti: crypto.randomUUID() })
    .setProtectedHeader({ alg: 'ES256', ...(key.kid === undefined ? {} : { kid: key.kid }) })
    .setIssuer(id)
    .setSubject(id)
    .setAudience(issuer)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + 60)
    .sign(await privateKey(id, key));
  const form = {
    grant_type: 'client_credentials',
    client_id: id,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
  };
  const answer = await ask(send, issuer, form);
  const { access_token, expires_in, error_description } = answer;
  if (typeof access_token === 'string') return { value: access_token, lifetime: Number(expires_in) || 60 };
  const why = typeof error_description === 'string' ? error_description : 'it said no more';
  throw new JukiError('UNAUTHENTICATED', `The identity provider gave the machine ${id} no token: ${why}.`);
}

async function privateKey(id: string, key: MachineKey) {
  try {
    return await importJWK(key, 'ES256');
  } catch {
    // No cause: it may quote the key.
    throw new JukiError('KEY_UNKNOWN', `The key of the machine ${id} is no ES256 private key.`);
  }
}

async function ask(send: typeof fetch, issuer: string, form: Readonly<Record<string, string>>): Promise<TokenAnswer> {
  try {
    const signal = AbortSignal.timeout(10_000);
    const answer = await send(`${issuer}/token`, { method: 'POST', body: new URLSearchParams(form), signal });
    const parsed: unknown = JSON.parse(await answer.text());
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch (cause) {
    throw new JukiError('IDENTITY_UNAVAILABLE', `The identity provider at ${issuer} does not answer.`, { cause });
  }
}

interface TokenAnswer {
  readonly access_token?: unknown;
  readonly expires_in?: unknown;
  readonly error_description?: unknown;
}
