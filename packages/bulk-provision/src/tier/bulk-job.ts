/** A registered job (一括提供), as a tier knows it. */
export interface BulkJob {
  readonly body: string;
  /** Id that the terminal gives; it makes registering idempotent. */
  readonly job: string;
  readonly agency: string;
  readonly section: string | null;
  /** 照会者: who is logged in at the terminal. */
  readonly operator: string;
  /** 立会者: who of 市町村課 attends. */
  readonly secondPerson: string;
  readonly terminal: string | null;
  readonly purpose: string;
  readonly case: string | null;
  readonly profile: string;
  readonly rows: number;
  readonly chunkRows: number;
  /** Of the request file, hexadecimal. */
  readonly sha256: string;
  readonly registeredAt: number;
  readonly expiresAt: number;
  readonly eraseBy: number;
  readonly resultKeySealed: Uint8Array | null;
  readonly resultSha256: string | null;
  readonly finishedAt: number | null;
  readonly receivedAt: number | null;
  readonly receivedBy: string | null;
  readonly erasedAt: number | null;
}

/** How a chunk was answered, in numbers. */
export interface BulkTally {
  readonly found: number;
  readonly notFound: number;
  readonly keyInvalid: number;
  readonly notSent: number;
}

/** A job with how far it is. */
export interface BulkProgress extends BulkTally {
  readonly job: BulkJob;
  readonly answeredRows: number;
  /** Chunks that were answered more than once, since an answer was lost. */
  readonly repeatedChunks: number;
  readonly firstAnswerAt: number | null;
  readonly lastAnswerAt: number | null;
}
