/** Bounds of one request, so that a single caller cannot exhaust a tier. */
export interface Limits {
  /** Bytes of a request body. */
  readonly bodyBytes: number;
  /** Representations of entities in one fetch. */
  readonly representations: number;
}

/** A fetch for a thousand persons fits; a bulk inquiry is split by the gateway. */
export const defaultLimits: Limits = { bodyBytes: 2 * 1024 * 1024, representations: 5_000 };
