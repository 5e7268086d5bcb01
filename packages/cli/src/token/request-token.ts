import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cliClient, developmentOperatorGrant, type LoginStrength } from '@juki/directory';
import { JukiError } from '@juki/errors';
import { importJWK, SignJWT } from 'jose';
import { fieldsOf } from '../fields-of.ts';
import { parseJson } from '../parse-json.ts';
import type { RunningSystem } from '../system/running-system.ts';

/** What the token endpoint gives (RFC 6749 §5.1). */
export interface Token {
  readonly access_token: string;
  readonly expires_in: number;
}

/** Whom and how to ask. */
export interface TokenTools {
  readonly system: Pick<RunningSystem, 'issuer' | 'keys'>;
  readonly fetch: typeof fetch;
}

/** Asks for an operator's token by the development grant. */
export function operatorToken(
  { operator, acr, lifetime }: { operator: string; acr: LoginStrength | undefined; lifetime: number | undefined },
  tools: TokenTools,
): Promise<Token> {
  return ask(tools, {
    grant_type: developmentOperatorGrant,
    client_id: cliClient,
    operator,
    ...(acr === undefined ? {} : { acr }),
    ...(lifetime === undefined ? {} : { lifetime: String(lifetime) }),
  });
}

/** Asks for a machine's token, proving it with the machine's own key (RFC 7523 private_key_jwt). */
export async function machineToken(
  machine: string,
  tools: TokenTools & { readonly clock: () => number },
): Promise<Token> {
  const { issuer, keys } = tools.system;
  const jwk = await readKey(join(keys, 'identity', 'machines', `${machine}.json`));
  const seconds = Math.floor(tools.clock() / 1000);
  const assertion = await new SignJWT({ jti: randomUUID() })
    .setProtectedHeader({ alg: 'ES256', ...(typeof jwk['kid'] === 'string' && { kid: jwk['kid'] }) })
    .setIssuer(machine)
    .setSubject(machine)
    .setAudience(issuer)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + 60)
    .sign(await importJWK(jwk, 'ES256'));
  return ask(tools, {
    grant_type: 'client_credentials',
    client_id: machine,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
  });
}

/** Reads a machine's private key; what it must be is checked where it is imported. */
async function readKey(file: string): Promise<Readonly<Record<string, unknown>>> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const key = fieldsOf(parseJson(text));
  if (key['kty'] === 'EC') return key;
  // What was read is not quoted: it may be a key.
  throw new JukiError('KEY_UNKNOWN', `The key of the machine cannot be read from ${file}.`);
}

async function ask({ system, fetch }: TokenTools, form: Readonly<Record<string, string>>): Promise<Token> {
  const address = `${system.issuer}/token`;
  const answer = await fetch(address, { method: 'POST', body: new URLSearchParams(form) }).catch((cause: unknown) => {
    throw new JukiError(
      'IDENTITY_UNAVAILABLE',
      `The identity provider at ${system.issuer} does not answer. Is the system still starting?`,
      { cause },
    );
  });
  const { access_token, expires_in, error_description } = fieldsOf(await answer.json().catch(() => undefined));
  if (typeof access_token === 'string') return { access_token, expires_in: Number(expires_in) };
  const reason = typeof error_description === 'string' ? error_description : `status ${answer.status}`;
  throw new JukiError('UNAUTHENTICATED', `The identity provider gave no token: ${reason}.`);
}
