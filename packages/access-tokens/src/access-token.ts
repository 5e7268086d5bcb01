/** The audience (RFC 9068 `aud`) of every token of this graph: gateway and tiers verify the same one. */
export const graphAudience = 'urn:juki:gateway';

/** What an access token says of the caller (RFC 9068 profile; `juki_…` claims as in the README), checked and typed. */
export interface AccessToken {
  /** SHA-256 of the compact token, base64url: binds a grant to its caller. */
  readonly hash: string;
  /** Id of the operator, person or machine at the identity provider. No name of a person. */
  readonly operator: string;
  /** Id in the register of agencies (機関). */
  readonly agency: string;
  readonly role: string;
  readonly section: string | null;
  readonly terminal: string | null;
  /** Login strength, as the provider stated it. */
  readonly acr: string;
  readonly amr: readonly string[];
  readonly kind: 'operator' | 'resident' | 'system';
  /** Serial number of the 利用者証明用 certificate with which a resident logged in. */
  readonly certificate: string | null;
  /** Seconds since 1970. */
  readonly expiresAt: number;
}
