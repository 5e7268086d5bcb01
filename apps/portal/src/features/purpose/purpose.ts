import { type Citation, parseCitations } from '../../lib/citation.ts';
import { isRecord, listOf, textOf } from '../../lib/json.ts';
import type { Bilingual } from '../../lib/language.ts';

/** A purpose (事務) as the gateway lists it for the person who has signed in (`GET /purposes.json`). */
export interface ListedPurpose {
  readonly id: string;
  readonly title: Bilingual;
  /** `住民基本台帳法別表第六` and `2`; both `null` for a function of the system. */
  readonly table: string | null;
  readonly item: string | null;
  readonly articles: readonly Citation[];
  /** Whether a number of the usage ledger (利用管理簿) must go along. */
  readonly caseRequired: boolean;
  /** Whether this person may state it. The gateway decides again at every request. */
  readonly statable: boolean;
}

/** Reads the list of purposes; entries that are none are left out. What may be stated comes first. */
export function parsePurposes(value: unknown): readonly ListedPurpose[] {
  const purposes = (Array.isArray(value) ? value : []).map(parsePurpose).filter((purpose) => purpose !== null);
  return [...purposes.filter((purpose) => purpose.statable), ...purposes.filter((purpose) => !purpose.statable)];
}

function parsePurpose(value: unknown): ListedPurpose | null {
  const id = isRecord(value) ? textOf(value, 'id') : null;
  if (!isRecord(value) || id === null) {
    return null;
  }
  const title = isRecord(value['title']) ? value['title'] : {};
  return {
    id,
    title: { ja: textOf(title, 'ja') ?? id, en: textOf(title, 'en') ?? id },
    table: textOf(value, 'table'),
    item: textOf(value, 'item'),
    articles: parseCitations(listOf(value, 'articles')),
    caseRequired: value['caseRequired'] === true,
    statable: value['statable'] === true,
  };
}

/** Where the purpose stands in the law: `住民基本台帳法別表第六 2項`; the id for a function of the system. */
export function placeOf(purpose: ListedPurpose): string {
  if (purpose.table === null) {
    return purpose.id;
  }
  return purpose.item === null ? purpose.table : `${purpose.table} ${purpose.item}項`;
}
