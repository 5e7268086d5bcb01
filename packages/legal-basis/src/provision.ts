import type { Interval } from './legal-date.ts';

/** Id of a provision (条項), stable through renumbering: `juki-30-15-2-1`. */
export type ProvisionId = string & { readonly __brand: 'ProvisionId' };

/**
 * Id of an item (本人確認情報等の項目): `name`, `name_kana`, `former_surname`, `former_surname_kana`, `alias`,
 * `birth_date`, `sex`, `address`, `my_number`, `juminhyo_code`, `change_event`, `change_date`, …: the vocabulary is the
 * file `catalogue/items.yaml`.
 */
export type ItemId = string & { readonly __brand: 'ItemId' };

/** How far a statement of the catalogue has been checked against a text of the law. */
export type Verification = 'verified' | 'reading' | 'unverified';

/** What an article was called while it carried that number. */
export interface Numbering {
  readonly inForce: Interval;
  /** As cited in Japanese, without the law's name: `19条7号`. */
  readonly article: string;
}

/** One citable rule (条項). */
export interface Provision {
  readonly id: ProvisionId;
  /** The provision that contains this one (`juki-30-15` contains `juki-30-15-1-1`); `null` at the top of its law. */
  readonly parent: ProvisionId | null;
  readonly law: { readonly ja: string; readonly short: string; readonly number: string };
  readonly summary: { readonly ja: string; readonly en: string };
  /** A prohibition wins over every permission; a duty (記録, 報告, 安全確保) neither permits nor forbids disclosure. */
  readonly kind: 'permission' | 'prohibition' | 'duty';
  readonly numbering: readonly Numbering[];
  readonly inForce: Interval;
  /** Items that the provision speaks of by name: what it opens, or, for a prohibition, what it closes. */
  readonly items: readonly ItemId[];
  readonly conditions: string;
  readonly verification: Verification;
  readonly sources: readonly string[];
}
