/** What was done with a file or medium (交付, 受領, 印刷, 複製, 引渡し, 退避, 復元, 消去又は廃棄). */
export const mediumActs = [
  'ISSUED',
  'RECEIVED',
  'PRINTED',
  'COPIED',
  'HANDED_OVER',
  'BACKED_UP',
  'RESTORED',
  'ERASED',
] as const;

/** One of {@link mediumActs}. */
export type MediumAct = (typeof mediumActs)[number];

/** What it is: a file of a shared folder, paper, a removable medium (電子記録媒体), a backup. */
export const mediumKinds = ['FILE', 'PAPER', 'REMOVABLE', 'BACKUP'] as const;

/** One of {@link mediumKinds}. */
export type MediumKind = (typeof mediumKinds)[number];

/** An entry of the ledger of media (媒体管理簿, 住民基本台帳法30条の24). It names staff, counts and hashes, and no resident. */
export interface MediumEntry {
  /** 団体: the body in whose ledger it stands. */
  readonly body: string;
  /** Given by whoever enters it; an entry that is sent twice stands once. */
  readonly key: string;
  /** The file or medium: all its entries carry the same. */
  readonly medium: string;
  readonly act: MediumAct;
  readonly kind: MediumKind;
  /** What it holds, such as `bulk-result`, `disclosure-answer`. */
  readonly content: string;
  readonly purpose: string;
  /** 利用管理簿の番号. */
  readonly case: string | null;
  /** How many people stand in it. */
  readonly subjects: number;
  /** Hexadecimal. */
  readonly sha256: string | null;
  /** Where it lies: `folder:` and a path below the shared folder, or words such as `cabinet 3`. */
  readonly place: string;
  readonly operator: string;
  readonly agency: string;
  /** 立会者: who stood by. */
  readonly secondPerson: string | null;
  /** Milliseconds since 1970. */
  readonly enteredAt: number;
  /** 消去期限: by when it must be erased. */
  readonly dueAt: number | null;
  /** The request of the gateway in which it was entered; `null` for a worker. */
  readonly request: string | null;
}
