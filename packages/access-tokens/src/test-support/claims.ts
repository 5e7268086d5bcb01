/** The instant of the tests, in milliseconds since 1970. */
export const now = 1_790_000_000_000;

/** Whom the tokens of the tests are for. */
export const audience = 'urn:juki:gateway';

/** Claims of an operator who has logged in with two factors, valid for ten minutes. */
export function claimsOf(issuer: string) {
  return {
    iss: issuer,
    aud: audience,
    iat: now / 1000,
    exp: now / 1000 + 600,
    sub: 'toyonaka-clerk',
    juki_agency: 'toyonaka',
    juki_role: 'clerk',
    juki_section: 'residents',
    juki_terminal: 'terminal-7',
    juki_kind: 'operator',
    acr: 'urn:juki:acr:two-factor',
    amr: ['pwd', 'otp'],
  };
}
