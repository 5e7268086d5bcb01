/** 消去停止 (legal hold): nothing of a person, or of a whole body, is erased while it lasts. */
export interface LegalHold {
  readonly id: string;
  readonly body: string;
  readonly caseNumber: string;
  /** Whether it holds one person; else the whole file of the body. Whom is not shown. */
  readonly person: boolean;
  readonly from: string;
  readonly to: string | null;
  readonly reason: string;
  readonly enteredBy: string;
  readonly confirmedBy: string | null;
  readonly releaseAskedBy: string | null;
  readonly releaseReason: string | null;
  readonly releasedBy: string | null;
  readonly releasedOn: string | null;
}

/** What is entered. It holds from that moment; a second person confirms it. */
export interface NewHold {
  readonly body: string;
  readonly key: string;
  readonly caseNumber: string;
  readonly ref: Uint8Array | null;
  readonly from: string;
  readonly to: string | null;
  readonly reason: string;
  readonly operator: string;
}
