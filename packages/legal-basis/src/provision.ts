import type { Interval } from './legal-date.ts';
import type { PurposeId } from './purpose-id.ts';

/** Id of a provision (条項), stable through renumbering: `juki-30-15-2-1`. */
export type ProvisionId = string & { readonly __brand: 'ProvisionId' };

/**
 * Id of an item (本人確認情報等の項目): `name`, `name_kana`, `former_surname`, `former_surname_kana`, `alias`,
 * `birth_date`, `sex`, `address`, `my_number`, `juminhyo_code`, `change_event`, `change_date`, …: the vocabulary is the
 * file `catalogue/items.yaml`.
 */
export type ItemId = string & { readonly __brand: 'ItemId' };

/** How far a statement of the catalogue has been checked against a text of the law. */
export type Verification = (typeof verifications)[number];

/** `reading`: the text is known, what is concluded from it is our own. */
export const verifications = ['verified', 'reading', 'unverified'] as const;

/** A law (法令) of the catalogue: `住民基本台帳法`, 昭和42年法律第81号. */
export interface Law {
  readonly id: string;
  readonly ja: string;
  readonly en: string;
  /** The name used in a citation: `番号法`. */
  readonly cited: string;
  readonly number: string;
}

/**
 * What an article was called while it carried that number. `inForce.uncertain` means that the number on those days was
 * not read in a text; a number that is read today has an entry of its own from the day of that text.
 */
export interface Numbering {
  readonly inForce: Interval;
  /** As cited in Japanese, without the law's name: `19条7号`. Empty for a notice that is cited as a whole. */
  readonly article: string;
}

/** Facts about a provision that no decision reads, kept for the officer who amends the catalogue. */
export const particulars = [
  'tier',
  'action',
  'from',
  'recipients',
  /** Items as the source words them, where the vocabulary of items has no word. */
  'itemsAsWritten',
  'related',
  'formerly',
  'effective',
  'method',
  'timing',
  'retention',
  /** Places in the documents of prefectures and ministries that cite the provision. */
  'documents',
  'status',
] as const;

/** One of {@link particulars}. */
export type Particular = (typeof particulars)[number];

/** One citable rule (条項). */
export interface Provision {
  readonly id: ProvisionId;
  /** The provision that contains this one (`juki-30-15` contains `juki-30-15-1-1`); `null` at the top of its law. */
  readonly parent: ProvisionId | null;
  /** An article or paragraph that stands here only to hold its parts together; it says nothing of its own. */
  readonly container: boolean;
  readonly law: Law;
  readonly summary: { readonly ja: string; readonly en: string };
  /** A prohibition wins over every permission; a duty (記録, 報告, 安全確保) neither permits nor forbids disclosure. */
  readonly kind: 'permission' | 'prohibition' | 'duty';
  /** Whom a prohibition binds. A prohibition that depends on circumstances closes no item here: its `items` are empty. */
  readonly binds: 'all' | readonly PurposeId[];
  readonly numbering: readonly Numbering[];
  readonly inForce: Interval;
  /** Items that the provision speaks of by name: what it opens, or, for a prohibition, what it closes. */
  readonly items: readonly ItemId[];
  readonly conditions: string;
  readonly particulars: Readonly<Partial<Record<Particular, string>>>;
  readonly verification: Verification;
  /** What the mark means here, in words: `verified in the 2016 text`. */
  readonly verificationNote: string;
  readonly sources: readonly string[];
}
