import type { Assurance } from '@juki/legal-basis';

/** Authentication context classes (OpenID Connect Core §2, `acr`) that satisfy each demand. */
const satisfying: Readonly<Record<Assurance, readonly string[]>> = {
  'two-factor': ['urn:juki:acr:two-factor', 'urn:juki:acr:two-factor-biometric'],
  'two-factor-biometric': ['urn:juki:acr:two-factor-biometric'],
  card: ['urn:juki:acr:card'],
  machine: ['urn:juki:acr:machine'],
};

const described: Readonly<Record<Assurance, string>> = {
  'two-factor': 'a login with two factors',
  'two-factor-biometric': 'a login with two factors, one of them biometric',
  card: 'a login with the 利用者証明用 certificate of the person',
  machine: 'the credential of a tier’s machine',
};

/**
 * Whether a login is strong enough. The analyst of the sandbox, who works on synthetic people only, states purposes of
 * persons and machines with the login of an operator.
 */
export function isStrongEnough(demanded: Assurance, acr: string, sandbox: boolean): boolean {
  return satisfying[demanded].includes(acr) || (sandbox && satisfying['two-factor'].includes(acr));
}

/** The demanded login in words, for a refusal. */
export function strongerLogin(demanded: Assurance): string {
  return described[demanded];
}
