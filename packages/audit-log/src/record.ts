/** When in the life of an operation a record was made. */
export type Phase = 'intent' | 'outcome' | 'delivery' | 'refused' | 'review' | 'erasure' | 'system';

/** How a subject came into an answer: asked for, came along in a list, or one row of a file. */
export type AccessMode = 'deliberate' | 'incidental' | 'batch' | 'none';

/** The actor of a record; mirrors the grant's. */
export interface RecordActor {
  readonly operator: string;
  readonly agency: string;
  readonly tier: string;
  readonly role: string;
  readonly section: string | null;
  readonly terminal: string | null;
  readonly acr: string;
  readonly amr: readonly string[];
  readonly kind: 'operator' | 'resident' | 'system' | 'unknown';
}

/** A coordinate that was asked for and not given, with its reason code. */
export interface WithheldCoordinate {
  readonly coordinate: string;
  readonly reason: string;
}

/**
 * One access: one operation × one subject × one body (the coordinates returned are listed inside), or an operation
 * without subject: an intent, an empty search, a refusal, a delivery.
 * Never a value of the register, never a token, never an argument in clear.
 */
export interface AuditRecord {
  readonly version: 1;
  /** UUID version 7. */
  readonly id: string;
  readonly phase: Phase;
  /** Code of the body whose log this is (holder of the file, 6 digits; `000000` is the gateway's operator, `jlis` the agency). */
  readonly body: string;
  /** Instant, RFC 3339 UTC with milliseconds, and whether the clock was known to be synchronised. */
  readonly time: string;
  readonly clock: 'synchronised' | 'unknown';
  /** Id of the request, shared by the records of gateway and subgraphs. */
  readonly request: string;
  readonly trace: string | null;
  readonly operationHash: string | null;
  readonly operationName: string | null;
  readonly coordinates: readonly string[];
  readonly withheld: readonly WithheldCoordinate[];
  readonly mode: AccessMode;
  /** Keyed pseudonym of the person, differs per body, base64url; `null` where the record has no subject. */
  readonly subject: string | null;
  /** Keyed hash of the search key, so that equal searches can be seen to be equal; `null` where nothing was searched. */
  readonly argumentHash: string | null;
  readonly actor: RecordActor;
  readonly purpose: string | null;
  readonly provisions: readonly string[];
  readonly case: string | null;
  readonly grant: string | null;
  readonly decision: { readonly verdict: string; readonly snapshot: string; readonly date: string } | null;
  /** Error code of a refusal. */
  readonly refusal: string | null;
  /** Rows × coordinates of this record = resolver accesses; rows found where there is no subject. */
  readonly counts: { readonly rows: number; readonly accesses: number };
  /** Microseconds from the start of the operation to the making of the record. */
  readonly durationMicros: number;
  /** In a delivery: the commitments of the subgraphs' outcomes, `body:commitment`, so that neither side can drop its twin. */
  readonly twins: readonly string[];
}
