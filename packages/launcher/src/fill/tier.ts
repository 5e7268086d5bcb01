import { invariant } from '@juki/errors';
import { municipality, prefecture } from '@juki/identifiers';
import type { PersonRows, RecordRevision } from '@juki/residents';
import { bodies } from '../layout.ts';

/** What differs between the files of the three tiers when they are filled. */
export interface Tier {
  readonly name: 'municipal' | 'prefectural' | 'national';
  /** Whether its rows carry the two digits of the prefecture (都道府県). */
  readonly hasPrefecture: boolean;
  rowsOf(person: PersonRows): readonly RecordRevision[];
  /** The rows of `body` (団体): who holds a part of this file. */
  readonly bodies: readonly (readonly string[])[];
  readonly bodyColumns: readonly string[];
}

/** The files: 住民基本台帳 of the municipalities, 本人確認情報 of the governors, 本人確認情報 of the agency. */
export const tiers: readonly Tier[] = [
  {
    name: 'municipal',
    hasPrefecture: false,
    rowsOf: ({ municipalRows }) => municipalRows,
    bodyColumns: ['code', 'name'],
    bodies: bodies.municipal.map((code) => [code, nameOf(municipality(code))]),
  },
  {
    name: 'prefectural',
    hasPrefecture: true,
    rowsOf: ({ prefecturalRows }) => prefecturalRows,
    bodyColumns: ['code', 'name', 'prefecture_code'],
    bodies: bodies.prefectural.map((code) => [code, nameOf(prefecture(code.slice(0, 2))), code.slice(0, 2)]),
  },
  {
    name: 'national',
    hasPrefecture: true,
    rowsOf: ({ nationalRows }) => nationalRows,
    bodyColumns: ['code', 'name'],
    bodies: bodies.national.map((code) => [code, '地方公共団体情報システム機構']),
  },
];

function nameOf(place: { readonly name: string } | undefined): string {
  invariant(place !== undefined, 'every body of the layout stands in the code list');
  return place.name;
}
