/** What the pipeline needs of an HTTP request. Header values are untrusted; a header sent twice shows as two entries. */
export interface IncomingRequest {
  /** Id of the request, 128 random bits; the correlation id of its errors and records. */
  readonly id: string;
  /** Milliseconds since 1970, and microseconds of a monotonic clock, at arrival. */
  readonly receivedAt: number;
  readonly startedMicros: number;
  readonly authorization: string | undefined;
  readonly purpose: readonly string[];
  readonly case: readonly string[];
  readonly onWithheld: readonly string[];
  /** W3C Trace Context, if it was sent and is well-formed: the header travels on, its trace id stands in the records. */
  readonly trace: { readonly parent: string; readonly id: string } | null;
}
