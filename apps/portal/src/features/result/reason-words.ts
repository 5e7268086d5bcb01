import type { Bilingual } from '../../lib/language.ts';

const reasons: Readonly<Record<string, Bilingual>> = {
  NO_BASIS_FOR_PURPOSE: {
    ja: 'この事務には、この項目を見る根拠となる条文がありません。',
    en: 'This purpose rests on no article that would open the item.',
  },
  ITEM_NOT_GRANTED: {
    ja: '根拠となる条文はありますが、この事務にはこの項目が与えられていません。',
    en: 'The article is there, but it does not give this item to this purpose.',
  },
  NOT_IN_FORCE: {
    ja: '根拠となる条文は、今日の時点では施行されていません。',
    en: 'The article that would open the item is not in force today.',
  },
  ORDINANCE_MISSING: {
    ja: '条例の定めが必要ですが、この団体の条例は登録されていません。',
    en: 'An ordinance of your local government is needed, and none is on file.',
  },
  NO_SECOND_HOP: {
    ja: 'この事務には、機構への照会（30条の11）につながる事務がありません。',
    en: 'The law links no affair to this purpose under which the agency could be asked.',
  },
  PROHIBITED: {
    ja: '法律がこの項目の提供を禁じています。',
    en: 'The law forbids giving out this item.',
  },
  UNRULED: {
    ja: 'この項目には根拠の定めがないため、閉じています。',
    en: 'The item carries no rule, so it is closed.',
  },
};

/** Why an item was withheld, in plain words; an unknown reason is named, never explained away. */
export function reasonWords(reason: string): Bilingual {
  const known = Object.hasOwn(reasons, reason) ? reasons[reason] : undefined;
  return known ?? { ja: `不開示（${reason || '理由の記載なし'}）`, en: `Withheld (${reason || 'no reason stated'})` };
}
