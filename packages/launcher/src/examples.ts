import { cast, type RecordRevision } from '@juki/residents';

/** A ready-made query on the synthetic cast, with the operator and the purpose for which it is meant. */
export interface Example {
  readonly id: string;
  readonly titleJa: string;
  readonly titleEn: string;
  readonly operator: string;
  readonly agency: string;
  readonly purpose: string;
  /** Number of the usage ledger (利用管理簿), where the purpose demands one. */
  readonly case: string | null;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const education = {
  operator: 'osaka-education-officer',
  agency: 'osaka-education',
  purpose: 'juki-b6-2',
  case: 'R8-0001',
} as const;

/**
 * The ready-made queries of the page and of the README (ids of apps/portal, features/examples), filled in with people of
 * the cast: they are the same in every development system.
 */
export const examples: readonly Example[] = [
  {
    ...education,
    id: 'four-items',
    titleJa: '4情報による検索',
    titleEn: 'Search by the four items',
    query: `# 4情報（氏名・生年月日・性別・住所）による検索 — 住民基本台帳法 別表第六 2項
query SearchByFourItems($key: PrefecturalSearchKey!) {
  prefecturalSearch(key: $key) {
    people {
      prefecturalRecord {
        name
        nameKana
        birthDate
        sex
        address
        changeKind
        changeDate
      }
    }
  }
}
`,
    variables: fourItems(cast.toyonakaMover.latest),
  },
  {
    ...education,
    id: 'withheld-numbers',
    titleJa: '個人番号・住民票コードの不開示',
    titleEn: 'Numbers that stay closed',
    query: `# 個人番号と住民票コードも求める検索 — 根拠のない項目は閉じ、必要な条文が示される
query AskForNumbers($key: PrefecturalSearchKey!) {
  prefecturalSearch(key: $key) {
    people {
      prefecturalRecord {
        name
        nameKana
        birthDate
        sex
        address
        changeReason
        individualNumber
        residentCode
      }
    }
  }
}
`,
    variables: fourItems(cast.toyonakaMover.latest),
  },
  {
    id: 'three-records',
    titleJa: '3層の記録を並べる（整合性確認）',
    titleEn: 'Three records side by side',
    operator: 'jlis-consistency-officer',
    agency: 'jlis',
    purpose: 'consistency-check',
    case: null,
    query: `# 市町村・都道府県・機構の三つの記録を並べる — 整合性確認
query ThreeRecords($key: NationalSearchKey!) {
  nationalSearch(key: $key) {
    people {
      municipalRecord { ...Items }
      prefecturalRecord { ...Items }
      nationalRecord { ...Items }
    }
  }
}

fragment Items on IdentityRecord {
  name
  nameKana
  birthDate
  sex
  address
  changeKind
  changeDate
}
`,
    variables: fourItems(cast.suitaToKurume.latest),
  },
  {
    id: 'self-disclosure',
    titleJa: '自分の記録の開示請求',
    titleEn: 'Disclosure of one’s own record',
    operator: 'resident',
    agency: 'resident',
    purpose: 'juki-self-disclosure',
    case: null,
    query: `# 自己の本人確認情報の開示 — 住民基本台帳法 30条の32
query OwnRecord {
  ownPrefecturalRecord {
    prefecturalRecord {
      name
      nameKana
      birthDate
      sex
      address
      changeKind
      changeDate
    }
  }
  ownNationalRecord {
    nationalRecord {
      name
      birthDate
      sex
      address
    }
  }
}
`,
    variables: {},
  },
  {
    ...education,
    id: 'second-hop',
    titleJa: '県外の人の検索（機構への照会）',
    titleEn: 'A person who lives elsewhere',
    query: `# 県内に該当者がなければ機構へ — 住民基本台帳法 30条の11（別表第六 2項 → 別表第三 5の2項）
query SearchFurther($key: PrefecturalSearchKey!) {
  prefecturalSearch(key: $key) {
    people {
      prefecturalRecord {
        name
        address
      }
    }
    elsewhere {
      purpose
      records {
        name
        birthDate
        address
        changeReason
        changeDate
      }
    }
  }
}
`,
    variables: fourItems(cast.formerSurname.latest),
  },
  {
    ...education,
    id: 'empty-search',
    titleJa: '該当者のない検索',
    titleEn: 'A search that finds nobody',
    query: `# 該当者のない検索 — 存在しない人と見えない人は同じ答えになる
query NobodyFound($key: PrefecturalSearchKey!) {
  prefecturalSearch(key: $key) {
    people {
      prefecturalRecord {
        name
        address
      }
    }
  }
}
`,
    // She lives in 福岡県, so for an officer of 大阪府 she does not exist.
    variables: fourItems(cast.formerSurname.latest),
  },
];

function fourItems({ name, birthDate, sex, address }: RecordRevision): Readonly<Record<string, unknown>> {
  return { key: { fourItems: { name, birthDate, sex, address } } };
}
