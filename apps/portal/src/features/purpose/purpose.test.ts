import { describe, expect, test } from '@jest/globals';
import { parsePurposes, placeOf } from './purpose.ts';
import { searchPurposes } from './search-purposes.ts';

const listed = [
  {
    id: 'consistency-check',
    title: { ja: '整合性確認', en: 'Consistency check' },
    table: null,
    item: null,
    articles: [],
    caseRequired: false,
    statable: false,
  },
  {
    id: 'juki-b6-2',
    title: { ja: '特別支援学校への就学奨励に関する事務', en: 'Support for schooling' },
    table: '住民基本台帳法別表第六',
    item: '2',
    articles: [{ ja: '住民基本台帳法30条の15第2項1号', en: 'Basic Resident Registration Act, Art. 30-15(2)(i)' }],
    caseRequired: true,
    statable: true,
  },
];

describe('parsePurposes', () => {
  test('gives nothing for what is no list', () => {
    expect(parsePurposes(null)).toEqual([]);
    expect(parsePurposes({ purposes: listed })).toEqual([]);
  });

  test('puts first what may be stated, and leaves out what is no purpose', () => {
    expect(parsePurposes([...listed, 1, {}]).map(({ id }) => id)).toEqual(['juki-b6-2', 'consistency-check']);
  });

  test('takes a purpose for statable only when the gateway says so', () => {
    expect(parsePurposes([{ id: 'a', statable: 'yes' }])[0]).toMatchObject({ statable: false, title: { ja: 'a' } });
  });

  test('says where a purpose stands in the law', () => {
    expect(parsePurposes(listed).map(placeOf)).toEqual(['住民基本台帳法別表第六 2項', 'consistency-check']);
  });
});

describe('searchPurposes', () => {
  const purposes = parsePurposes(listed);
  const found = (typed: string) => searchPurposes(purposes, typed).map(({ id }) => id);

  test('gives all for nothing typed', () => {
    expect(found('  ')).toHaveLength(2);
  });

  test.each(['別表第六 2項', '別表第六　２項', '就学 奨励', 'JUKI-B6', '30条の15', 'schooling'])(
    'finds the affair by %s',
    (typed) => {
      expect(found(typed)).toEqual(['juki-b6-2']);
    },
  );

  test('finds nothing when one word is missing', () => {
    expect(found('就学 年金')).toEqual([]);
  });
});
