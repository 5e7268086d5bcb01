import {
  type LocalGovernmentCode,
  type PrefectureCode,
  parseLocalGovernmentCode,
  prefectureOf,
} from './local-government-code.ts';
import { municipalityTable } from './municipality-table.ts';

/** 市町村の種別. A ward of a designated city (行政区) is no municipality; a special ward (特別区) counts as one (住基法3条). */
export type MunicipalityKind =
  | 'designated-city'
  | 'designated-city-ward'
  | 'city'
  | 'special-ward'
  | 'town'
  | 'village'
  | 'northern-territories-village';

/** A prefecture (都道府県) with its two-digit and its six-digit code. */
export interface Prefecture {
  readonly code: LocalGovernmentCode;
  readonly code2: PrefectureCode;
  readonly name: string;
  readonly kana: string;
}

/** A municipality (市町村, 特別区) or a ward (行政区). `verified` is false for a row that no source was seen to confirm. */
export interface Municipality {
  readonly code: LocalGovernmentCode;
  readonly prefecture: PrefectureCode;
  readonly name: string;
  readonly kana: string;
  readonly kind: MunicipalityKind;
  /** The designated city of a ward. */
  readonly parent: LocalGovernmentCode | null;
  /** First and last day of the code, where the data know one: `YYYY-MM-DD`. */
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly verified: boolean;
}

interface Tables {
  readonly prefectures: ReadonlyMap<string, Prefecture>;
  readonly municipalities: ReadonlyMap<string, Municipality>;
}

const kinds: ReadonlyMap<string, MunicipalityKind> = new Map(
  (
    [
      'designated-city',
      'designated-city-ward',
      'city',
      'special-ward',
      'town',
      'village',
      'northern-territories-village',
    ] as const
  ).map((kind) => [kind, kind]),
);

function readTables(): Tables {
  const prefectures = new Map<string, Prefecture>();
  const municipalities = new Map<string, Municipality>();
  for (const line of municipalityTable.split('\n')) {
    const [code6, kindName = '', name = '', kana = '', parent = '', validFrom = '', validTo = '', mark = ''] =
      line.split('\t');
    const code = parseLocalGovernmentCode(code6);
    const prefecture = prefectureOf(code);
    const kind = kinds.get(kindName);
    if (kind === undefined) {
      prefectures.set(prefecture, { code, code2: prefecture, name, kana });
      continue;
    }
    municipalities.set(code, {
      code,
      prefecture,
      name,
      kana,
      kind,
      parent: parent === '' ? null : parseLocalGovernmentCode(parent),
      validFrom: validFrom === '' ? null : validFrom,
      validTo: validTo === '' ? null : validTo,
      verified: mark !== 'unverified',
    });
  }
  return { prefectures, municipalities };
}

let tables: Tables | undefined;

/** Read on first use: most programs of the system never ask for a name. */
function reference(): Tables {
  tables ??= readTables();
  return tables;
}

/** The body of a six-digit code, a prefecture excepted; `undefined` for any other text. */
export function municipality(code: string): Municipality | undefined {
  return reference().municipalities.get(code);
}

/** The prefecture of a two-digit code; `undefined` for any other text. */
export function prefecture(code2: string): Prefecture | undefined {
  return reference().prefectures.get(code2);
}

/** All 47, in the order of their codes. */
export function prefectures(): readonly Prefecture[] {
  return [...reference().prefectures.values()];
}

/** The names of all prefectures, in the order of their codes. */
export function prefectureNames(): readonly string[] {
  return prefectures().map(({ name }) => name);
}

/** Every row of the list: municipalities, wards, and the six villages of the Northern Territories (北方領土). */
export function municipalities(): readonly Municipality[] {
  return [...reference().municipalities.values()];
}

/** Whether the body keeps a 住民基本台帳 (住民基本台帳法5条): the 1,741. Wards notify through their city (令31条2項). */
export function keepsResidentRegister({ kind }: Municipality): boolean {
  return kind !== 'designated-city-ward' && kind !== 'northern-territories-village';
}

/** The municipalities of a prefecture that keep a register, in the order of their codes; none for an unknown code. */
export function municipalitiesOf(code2: string): readonly Municipality[] {
  return municipalities().filter((body) => body.prefecture === code2 && keepsResidentRegister(body));
}

/** The wards (行政区) that a designated city has on a day, `YYYY-MM-DD`; none for any other code. */
export function wardsOf(city: string, date: string): readonly Municipality[] {
  return municipalities().filter(
    ({ parent, validFrom, validTo }) =>
      parent === city && (validFrom === null || validFrom <= date) && (validTo === null || date <= validTo),
  );
}
