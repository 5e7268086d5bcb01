/**
 * Forms of one character that registers and applicants most often write differently in names: 旧字体 and 異体字 (left) with
 * the form used today (right). **Our own table**, small on purpose: it is no official one (MJ縮退マップ, 統一文字), and it joins
 * only what is one character to everyone. Left out: pairs that families keep apart (島/嶋, 富/冨, 館/舘, 淵/渕, 竜/龍,
 * 斉 and 斎). Variants that differ by an IVS (葛󠄀, 辻󠄀) need no entry: the selector is removed.
 */
const pairs =
  '澤沢 濱浜 濵浜 邊辺 邉辺 齋斎 齊斉 櫻桜 廣広 國国 髙高 﨑崎 德徳 惠恵 眞真 靜静 淸清 瀨瀬 學学 榮栄 壽寿 條条 當当 藏蔵 圓円 ' +
  '瀧滝 禮礼 緖緒 增増 曾曽 豐豊 實実 寬寛 黑黒 彌弥 檜桧 鷗鴎 萬万 氣気 靑青 關関 澁渋 與与 𠮷吉 縣県';

const today = new Map(
  pairs.split(' ').map((pair): readonly [string, string] => {
    const [old = '', current = ''] = Array.from(pair);
    return [old, current];
  }),
);

const olderForm = new RegExp(`[${[...today.keys()].join('')}]`, 'gu');

/** Replaces each older form by today's. Never shortens or lengthens a name by a character. */
export function unifyKanji(text: string): string {
  return text.replace(olderForm, (character) => today.get(character) ?? character);
}
