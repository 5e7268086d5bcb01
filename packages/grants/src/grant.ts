/**
 * Which rows a grant reaches: the purpose's reach, bound to the caller. A prefecture is its two digits, a municipality
 * its 全国地方公共団体コード of six.
 */
export type Scope =
  | { readonly reach: 'none' }
  | { readonly reach: 'nationwide' }
  | { readonly reach: 'own-prefecture'; readonly prefecture: string }
  | { readonly reach: 'outside-prefecture'; readonly prefecture: string }
  | { readonly reach: 'own-municipality'; readonly municipality: string }
  /** `certificate`: serial number of the 利用者証明用 certificate with which the person logged in. */
  | { readonly reach: 'self'; readonly certificate: string };

/** Who acts, as the audit log names them. No names of persons: ids of the identity provider. */
export interface Actor {
  readonly operator: string;
  readonly agency: string;
  readonly tier: string;
  readonly role: string;
  readonly section: string | null;
  readonly terminal: string | null;
  /** Login strength as the identity provider stated it. */
  readonly acr: string;
  readonly amr: readonly string[];
  /** `system` where a tier's machine acts and no person does. */
  readonly kind: 'operator' | 'resident' | 'system';
}

/** The tier for which a grant is: one process with its database. */
export type Audience = 'municipal' | 'prefectural' | 'national';

/** What the gateway lets one fetch do. Signed, used once, gone within seconds. */
export interface Grant {
  readonly version: 1;
  /** 128 random bits, base64url: recorded with the outcome, so that a replay cannot be recorded and so not answered. */
  readonly id: string;
  readonly audience: string;
  /** Seconds since 1970. */
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** SHA-256 (base64url) of the request body: query, operation name, variables and representations. */
  readonly bodyHash: string;
  /** SHA-256 (base64url) of the caller's own access token, which travels beside the grant and is verified again. */
  readonly tokenHash: string;
  readonly actor: Actor;
  readonly purpose: string;
  /**
   * The purpose that the caller stated, where `purpose` is the affair of its second hop (30条の11); else `null`. Such a grant
   * opens what stands behind the second hop and nothing else.
   */
  readonly secondHopOf: string | null;
  readonly provisions: readonly string[];
  readonly coordinates: readonly string[];
  readonly scope: Scope;
  /** Purposes for which an ordinance of the caller's body opened something. */
  readonly ordinances: readonly string[];
  readonly case: string | null;
  readonly snapshot: string;
  /** Day (JST) on which the decision was taken, `YYYY-MM-DD`, and the instant in milliseconds since 1970. */
  readonly date: string;
  readonly decidedAt: number;
  /** Id of the gateway's intent record and of the whole request, for correlation. */
  readonly request: string;
}
