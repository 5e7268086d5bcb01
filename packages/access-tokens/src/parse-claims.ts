import { JukiError } from '@juki/errors';
import type { JWTPayload } from 'jose';
import type { AccessToken } from './access-token.ts';

/**
 * Ids and codes, as the audit log takes them: a claim that no record could hold would leave its bearer's requests, and
 * the refusals of them, unrecorded.
 */
const word = /^[\p{L}\p{N}._:@/+=-]{1,128}$/u;

/** Types the claims of a token whose signature, issuer, audience and times have been verified. */
export function parseClaims(claims: JWTPayload, hash: string): AccessToken {
  const kind = claims['juki_kind'];
  if (kind !== 'operator' && kind !== 'resident' && kind !== 'system') throw lacking('juki_kind');
  if (typeof claims.exp !== 'number') throw lacking('exp');
  return {
    hash,
    operator: text(claims, 'sub'),
    agency: text(claims, 'juki_agency'),
    role: text(claims, 'juki_role'),
    section: optionalText(claims, 'juki_section'),
    terminal: optionalText(claims, 'juki_terminal'),
    acr: text(claims, 'acr'),
    amr: texts(claims, 'amr'),
    kind,
    certificate: optionalText(claims, 'juki_certificate'),
    expiresAt: claims.exp,
  };
}

function text(claims: JWTPayload, name: string): string {
  const value = claims[name];
  if (typeof value !== 'string' || value === '') throw lacking(name);
  if (!word.test(value)) throw noWord(name);
  return value;
}

function optionalText(claims: JWTPayload, name: string): string | null {
  return claims[name] === undefined || claims[name] === null ? null : text(claims, name);
}

function texts(claims: JWTPayload, name: string): readonly string[] {
  const value = claims[name];
  if (!Array.isArray(value)) throw lacking(name);
  return value.map((entry: unknown) => {
    if (typeof entry !== 'string') throw lacking(name);
    if (!word.test(entry)) throw noWord(name);
    return entry;
  });
}

function lacking(name: string): JukiError {
  return new JukiError(
    'UNAUTHENTICATED',
    `The access token lacks the claim ${name}, or it has another type. Ask your identity provider to add it.`,
  );
}

function noWord(name: string): JukiError {
  return new JukiError(
    'UNAUTHENTICATED',
    `The claim ${name} of the access token is no id: 1 to 128 letters, digits and . _ : @ / + = -. Ask your identity provider to state one.`,
  );
}
