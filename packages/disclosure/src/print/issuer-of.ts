import { prefecture } from '@juki/identifiers';

/** Who signs for a body, and how its file is called: the governor (都道府県知事), or the agency (機構). */
export function issuerOf(body: string): { readonly ja: string; readonly en: string; readonly file: string } {
  if (body === 'jlis') {
    return {
      ja: '地方公共団体情報システム機構理事長',
      en: 'President, Japan Agency for Local Authority Information Systems',
      file: '機構保存本人確認情報ファイル',
    };
  }
  const name = prefecture(body.slice(0, 2))?.name ?? body;
  return { ja: `${name}知事`, en: 'Governor', file: '都道府県知事保存本人確認情報ファイル' };
}
