/** A word for people. English stands small beneath the Japanese, where it is given. */
export interface Bilingual {
  readonly ja: string;
  readonly en?: string;
}

/** A part of a document, in the order in which it is printed. */
export type Block =
  | { readonly kind: 'heading'; readonly text: Bilingual }
  | { readonly kind: 'paragraph'; readonly text: Bilingual }
  /** Items of one person or case: label beside value. `null` is printed as 「—」, so that nothing looks forgotten. */
  | {
      readonly kind: 'items';
      readonly rows: readonly { readonly label: Bilingual; readonly value: string | null }[];
    }
  /** A table with a head; `widths` are shares of the line. The head is repeated on every page. */
  | {
      readonly kind: 'table';
      readonly head: readonly Bilingual[];
      readonly widths: readonly number[];
      readonly rows: readonly (readonly string[])[];
    }
  /** 認証文, 教示: a statement in a frame, never parted by a page. */
  | { readonly kind: 'statement'; readonly text: Bilingual };

/** What is printed: head of the letter, blocks, and on every page the number of the document and of the page. */
export interface PrintableDocument {
  readonly title: Bilingual;
  /** 文書番号; also names the document in its properties. */
  readonly number: string;
  /** 発行日, `YYYY-MM-DD`; printed in both calendars. */
  readonly issuedOn: string;
  /** Who issues it: office and office-holder, `大阪府知事`. */
  readonly issuer: Bilingual;
  /** To whom it goes; 「様」 is added by the caller where it is due. */
  readonly addressee?: string;
  readonly blocks: readonly Block[];
}
