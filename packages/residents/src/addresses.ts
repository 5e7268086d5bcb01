import { invariant } from '@juki/errors';
import { type LocalGovernmentCode, municipality, prefecture } from '@juki/identifiers';
import type { Random } from './random.ts';

// Town names (町名) of our own making, plausible anywhere. That one of them exists somewhere is chance.
const towns = splitList(
  '緑が丘 若葉町 桜台 栄町 本町 東町 西町 中央 旭町 春日町 末広町 青葉台 松風町 朝日ヶ丘 ' +
    '柳町 泉町 花園 清水町 大手 新町 北野 南原 山手町 川端町 千歳町 日の出町 高砂町 美咲野',
);
const buildings = ['コーポ若葉', 'メゾン緑', 'ハイツ青空', 'グランドール泉', 'サンライズ桜', 'パークハイム'] as const;
const numerals = ['一', '二', '三', '四', '五', '六', '七'] as const;

/** A list written as one text, for a formatter would give each name its own line. */
function splitList(text: string): readonly [string, ...string[]] {
  const [first = '', ...rest] = text.split(' ');
  return [first, ...rest];
}

/** `大阪府豊中市`: how every address of the municipality begins. Districts (郡) are left out; the code list has none. */
export function addressHead(code: LocalGovernmentCode): string {
  const body = municipality(code);
  invariant(body !== undefined, 'residents live in municipalities of the code list');
  return `${prefecture(body.prefecture)?.name ?? ''}${body.name}`;
}

/** An address (住所) written as registers write it: 丁目 in kanji, 番 and 号 in digits, a building (方書) in one of four. */
export function drawAddress(random: Random, code: LocalGovernmentCode): string {
  const lot = `${random.pick(numerals)}丁目${random.between(1, 28)}番${random.between(1, 22)}号`;
  return `${addressHead(code)}${random.pick(towns)}${lot}${random.chance(0.25) ? drawBuilding(random) : ''}`;
}

function drawBuilding(random: Random): string {
  return `　${random.pick(buildings)}${random.between(1, 8)}${String(random.between(1, 12)).padStart(2, '0')}号`;
}
