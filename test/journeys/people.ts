import { cast, type RecordRevision } from '@juki/residents';

export { cast };

/** Variables of a search by the four items (4情報). */
export function fourItems({ name, birthDate, sex, address }: RecordRevision) {
  return { key: { fourItems: { name, birthDate, sex, address } } };
}

/** Every item of a record that the documents of the prefectures name, the two numbers included. */
export const items = 'name nameKana birthDate sex address changeReason changeDate residentCode individualNumber';

/** A search in one of the three files, for the items of that file's record. */
export function searchIn(tier: 'municipal' | 'prefectural' | 'national', selection = items): string {
  const type = `${tier[0]?.toUpperCase()}${tier.slice(1)}`;
  return `query Search($key: ${type}SearchKey!) { ${tier}Search(key: $key) { people { ${tier}Record { ${selection} } } } }`;
}
