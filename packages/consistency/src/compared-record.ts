/**
 * The items that the check compares, in the order in which they are hashed: all that 30条の6第1項 and 施行令30条の5 have notified.
 * What is compared is exact: two glyphs of one character are two values here.
 */
export const comparedItems = [
  'name',
  'nameKana',
  'formerSurname',
  'formerSurnameKana',
  'alias',
  'birthDate',
  'sex',
  'address',
  'individualNumber',
  'residentCode',
  'changeKind',
  'changeReason',
  'changeDate',
  'previousIndividualNumber',
  'previousResidentCode',
] as const;

/** An item of 本人確認情報, by its name in the graph. */
export type ComparedItem = (typeof comparedItems)[number];

/**
 * What a municipality notified last of a person, or what the upper file holds as its last notification (整合性確認用の本人確認情報).
 * A person who has left or died stands in it too, with the deletion (消除): a deletion that was lost is a difference.
 */
export type ComparedRecord = Readonly<Record<ComparedItem, string | null>>;

/** The items in which two records differ, in the order of {@link comparedItems}. */
export function differingItems(one: ComparedRecord, other: ComparedRecord): readonly ComparedItem[] {
  return comparedItems.filter((item) => one[item] !== other[item]);
}

const absent = 0xffffffff;

/**
 * A record as bytes, for hashing: each item as its length in UTF-8 (four bytes, big-endian) and its bytes; an absent item as
 * the length 2³²−1 alone. Two records have one form only if they are equal: nothing can be moved from one item to the next.
 */
export function canonicalBytes(record: ComparedRecord): Uint8Array {
  const encoder = new TextEncoder();
  const items = comparedItems
    .map((item) => record[item])
    .map((value) => (value === null ? null : encoder.encode(value)));
  const size = items.reduce((sum, item) => sum + 4 + (item?.length ?? 0), 0);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  let offset = 0;
  for (const item of items) {
    view.setUint32(offset, item?.length ?? absent);
    if (item) bytes.set(item, offset + 4);
    offset += 4 + (item?.length ?? 0);
  }
  return bytes;
}
