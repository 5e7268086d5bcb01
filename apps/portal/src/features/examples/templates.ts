import type { Example } from './example.ts';

const fourItems = JSON.stringify({ key: { fourItems: { name: '', birthDate: '', sex: '', address: '' } } }, null, 2);

/**
 * The documented list of ready-made queries, without a single value of a person: what the page offers where the gateway
 * has no synthetic cast. `GET /examples.json` replaces them with the same ids, filled in.
 */
export const templates: readonly Example[] = [
  {
    id: 'four-items',
    title: { ja: '4情報による検索', en: 'Search by the four items' },
    about: {
      ja: '別表第六 2項の事務で、氏名・生年月日・性別・住所から本人確認情報を照会します。',
      en: 'Under Appended Table 6 item 2: look a person up by name, date of birth, sex and address.',
    },
    operator: null,
    purposeId: 'juki-b6-2',
    caseNumber: '',
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
    variables: fourItems,
  },
  {
    id: 'withheld-numbers',
    title: { ja: '個人番号・住民票コードの不開示', en: 'Numbers that stay closed' },
    about: {
      ja: '同じ検索で個人番号と住民票コードも求めます。根拠条文のない項目だけが閉じ、その条文が示されます。',
      en: 'The same search also asks for both numbers: only what has no legal basis closes, with its article.',
    },
    operator: null,
    purposeId: 'juki-b6-2',
    caseNumber: '',
    query: `# 個人番号と住民票コードも求める検索 — 根拠のない項目は閉じ、必要な条文が示される
query AskForNumbers($key: PrefecturalSearchKey!) {
  prefecturalSearch(key: $key) {
    people {
      prefecturalRecord {
        name
        birthDate
        address
        individualNumber
        residentCode
      }
    }
  }
}
`,
    variables: fourItems,
  },
  {
    id: 'three-records',
    title: { ja: '3層の記録を並べる（整合性確認）', en: 'Three records side by side' },
    about: {
      ja: '整合性確認の事務で、市町村・都道府県・機構の記録を一度に並べます。',
      en: 'Under the consistency check: municipal, prefectural and national record in one query.',
    },
    operator: null,
    purposeId: 'consistency-check',
    caseNumber: '',
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
    variables: fourItems,
  },
  {
    id: 'self-disclosure',
    title: { ja: '自分の記録の開示請求', en: 'Disclosure of one’s own record' },
    about: {
      ja: '住民本人が、自分の本人確認情報の開示を求めます（30条の32）。',
      en: 'A resident asks for their own record (Art. 30-32).',
    },
    operator: null,
    purposeId: 'juki-self-disclosure',
    caseNumber: '',
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
    variables: '{}',
  },
  {
    id: 'second-hop',
    title: { ja: '県外の人の検索（機構への照会）', en: 'A person who lives elsewhere' },
    about: {
      ja: '県の保存ファイルに該当者がないとき、30条の11により機構が別の事務の根拠で答えます。記録も機構に残ります。',
      en: 'Where the prefecture holds nobody, the agency answers under another affair (Art. 30-11), in its own log.',
    },
    operator: null,
    purposeId: 'juki-b6-2',
    caseNumber: '',
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
    variables: fourItems,
  },
  {
    id: 'empty-search',
    title: { ja: '該当者のない検索', en: 'A search that finds nobody' },
    about: {
      ja: '存在しない人と、この事務では見えない人は、同じ答えになります。空の答えも記録に残ります。',
      en: 'Nobody there and nobody visible answer alike. The empty answer is recorded too.',
    },
    operator: null,
    purposeId: 'juki-b6-2',
    caseNumber: '',
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
    variables: fourItems,
  },
];
