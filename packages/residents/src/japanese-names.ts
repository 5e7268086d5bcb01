/** A name, or a part of one, with its 振り仮名. */
export interface WrittenName {
  readonly text: string;
  readonly kana: string;
}

/** A surname (氏); `variant` is the same one in a glyph that only an IVS tells apart. */
export interface Surname extends WrittenName {
  readonly variant?: string;
}

type NonEmpty<T> = readonly [T, ...T[]];

function namesOf(list: string): NonEmpty<WrittenName> {
  const [first, ...rest] = list.split(' ').map((entry) => {
    const [text = '', kana = ''] = entry.split('/');
    return { text, kana };
  });
  return [first ?? { text: '', kana: '' }, ...rest];
}

const commonSurnames = namesOf(
  '佐藤/サトウ 鈴木/スズキ 高橋/タカハシ 田中/タナカ 伊藤/イトウ 渡辺/ワタナベ 山本/ヤマモト 中村/ナカムラ 小林/コバヤシ 加藤/カトウ ' +
    '吉田/ヨシダ 山田/ヤマダ 佐々木/ササキ 山口/ヤマグチ 松本/マツモト 井上/イノウエ 木村/キムラ 林/ハヤシ 斎藤/サイトウ 清水/シミズ ' +
    '山崎/ヤマザキ 森/モリ 池田/イケダ 橋本/ハシモト 阿部/アベ 石川/イシカワ 山下/ヤマシタ 中島/ナカジマ 石井/イシイ 小川/オガワ ' +
    '前田/マエダ 岡田/オカダ 長谷川/ハセガワ 藤田/フジタ 後藤/ゴトウ 近藤/コンドウ 村上/ムラカミ 遠藤/エンドウ 青木/アオキ 坂本/サカモト ' +
    '斉藤/サイトウ 福田/フクダ 太田/オオタ 西村/ニシムラ 藤井/フジイ 金子/カネコ 岡本/オカモト 藤原/フジワラ 三浦/ミウラ 中野/ナカノ ' +
    '中川/ナカガワ 原田/ハラダ 松田/マツダ 竹内/タケウチ 小野/オノ 田村/タムラ 中山/ナカヤマ 和田/ワダ 石田/イシダ 森田/モリタ ' +
    '上田/ウエダ 原/ハラ 柴田/シバタ 酒井/サカイ 工藤/クドウ 横山/ヨコヤマ 宮崎/ミヤザキ 宮本/ミヤモト 内田/ウチダ 高木/タカギ ' +
    '安藤/アンドウ 島田/シマダ 谷口/タニグチ 大野/オオノ 丸山/マルヤマ 今井/イマイ 河野/コウノ 藤本/フジモト 村田/ムラタ 武田/タケダ ' +
    '上野/ウエノ 杉山/スギヤマ 増田/マスダ 小島/コジマ 小山/コヤマ 大塚/オオツカ 平野/ヒラノ 菅原/スガワラ 久保/クボ 松尾/マツオ ' +
    '古賀/コガ 野口/ノグチ 千葉/チバ 岩崎/イワサキ 桜井/サクライ 木下/キノシタ 野村/ノムラ 松井/マツイ 菊地/キクチ 佐野/サノ ' +
    '大西/オオニシ 杉本/スギモト 新井/アライ 浜田/ハマダ 市川/イチカワ 古川/フルカワ 水野/ミズノ 小松/コマツ 島村/シマムラ 百瀬/モモセ ' +
    '髙橋/タカハシ 山﨑/ヤマザキ 𠮷田/ヨシダ 濱田/ハマダ 廣瀬/ヒロセ 黒澤/クロサワ 渡邊/ワタナベ',
);

const base = '\u{e0100}';
const glyphSurnames: NonEmpty<Surname> = [
  { text: '葛城', kana: 'カツラギ', variant: `葛${base}城` },
  { text: '辻', kana: 'ツジ', variant: `辻${base}` },
  { text: '渡邉', kana: 'ワタナベ', variant: '渡邉\u{e0102}' },
  { text: '榊原', kana: 'サカキバラ', variant: `榊${base}原` },
  { text: '芦田', kana: 'アシダ', variant: `芦${base}田` },
  { text: '樋口', kana: 'ヒグチ', variant: `樋${base}口` },
];

/** Common surnames, most frequent first, some in older forms. Public knowledge, our own choice. */
export const surnames: NonEmpty<Surname> = commonSurnames;

/** Surnames of which the register may hold an IVS form (葛󠄀, 辻󠄀, 邉󠄂). */
export const surnamesWithGlyph: NonEmpty<Surname> = glyphSurnames;

interface GivenNames {
  readonly from: string;
  readonly FEMALE: NonEmpty<WrittenName>;
  readonly MALE: NonEmpty<WrittenName>;
}

/** Given names by the time of birth, latest first. */
export const givenNames: NonEmpty<GivenNames> = [
  {
    from: '1995-01-01',
    FEMALE: namesOf(
      '陽菜/ヒナ 結衣/ユイ 葵/アオイ さくら/サクラ 美咲/ミサキ 凜/リン 結菜/ユナ 莉子/リコ 美月/ミヅキ 七海/ナナミ 心春/コハル 芽依/メイ 楓/カエデ ' +
        '彩花/アヤカ 紬/ツムギ 琴音/コトネ 優奈/ユウナ 花音/カノン 咲良/サクラ 桃子/モモコ 千尋/チヒロ 真央/マオ',
    ),
    MALE: namesOf(
      '蓮/レン 翔太/ショウタ 湊/ミナト 大翔/ヒロト 陽翔/ハルト 悠真/ユウマ 樹/イツキ 颯太/ソウタ 大和/ヤマト 陸/リク 悠斗/ユウト 拓海/タクミ ' +
        '優斗/ユウト 直樹/ナオキ 蒼/アオイ 新/アラタ 律/リツ 航/ワタル 健太/ケンタ 海斗/カイト 駿/シュン 光希/コウキ',
    ),
  },
  {
    from: '1960-01-01',
    FEMALE: namesOf(
      '由美子/ユミコ 真由美/マユミ 明美/アケミ 智子/トモコ 恵子/ケイコ 直美/ナオミ 裕子/ユウコ 久美子/クミコ 香織/カオリ 陽子/ヨウコ 美穂/ミホ ' +
        '愛/アイ 恵美/エミ 麻衣/マイ 奈緒/ナオ 亜希子/アキコ 千春/チハル 理恵/リエ 優子/ユウコ 舞/マイ 里美/サトミ 綾/アヤ',
    ),
    MALE: namesOf(
      '誠/マコト 浩/ヒロシ 健一/ケンイチ 隆/タカシ 直樹/ナオキ 大輔/ダイスケ 哲也/テツヤ 剛/ツヨシ 学/マナブ 健/タケシ 亮/リョウ 和也/カズヤ ' +
        '達也/タツヤ 拓也/タクヤ 雄一/ユウイチ 淳/ジュン 徹/トオル 修/オサム 秀樹/ヒデキ 正人/マサト 洋介/ヨウスケ 慎一/シンイチ',
    ),
  },
  {
    from: '0000-01-01',
    FEMALE: namesOf(
      '和子/カズコ 幸子/サチコ 節子/セツコ 洋子/ヨウコ 敏子/トシコ 文子/フミコ 千代子/チヨコ 美智子/ミチコ 京子/キョウコ 久子/ヒサコ ' +
        'トミ/トミ キヨ/キヨ 芳子/ヨシコ 弘子/ヒロコ 信子/ノブコ 悦子/エツコ 栄子/エイコ 光子/ミツコ 静江/シズエ ハル/ハル',
    ),
    MALE: namesOf(
      '清/キヨシ 茂/シゲル 勇/イサム 進/ススム 正/タダシ 三郎/サブロウ 実/ミノル 博/ヒロシ 昭/アキラ 勝/マサル 弘/ヒロシ 武/タケシ 昇/ノボル ' +
        '一郎/イチロウ 義雄/ヨシオ 正男/マサオ 幸雄/ユキオ 和夫/カズオ 忠/タダシ 久/ヒサシ',
    ),
  },
];
