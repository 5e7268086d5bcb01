const romans = ['m', 'cm', 'd', 'cd', 'c', 'xc', 'l', 'xl', 'x', 'ix', 'v', 'iv', 'i'] as const;
const values = [1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1] as const;

function roman(number: number): string {
  let rest = number;
  let text = '';
  values.forEach((value, index) => {
    for (; rest >= value; rest -= value) text += romans[index];
  });
  return text;
}

const part = /^(附則)?(?:(\d+)条((?:の\d+)*))?(?:第?(\d+)項)?(?:第?(\d+)号((?:の\d+)*))?$/;

/** One reference, without its law: `30条の15第2項1号` → `30-15(2)(i)`; `null` when it is not of that form. */
function reference(text: string): string | null {
  const [whole, supplementary, article, branches, paragraph, item, itemBranches] = part.exec(text) ?? [];
  if (whole === undefined || whole === '') return null;
  const number = article === undefined ? '' : `${article}${(branches ?? '').replaceAll('の', '-')}`;
  const inside =
    (paragraph === undefined ? '' : `(${paragraph})`) +
    (item === undefined ? '' : `(${roman(Number(item))}${(itemBranches ?? '').replaceAll('の', '-')})`);
  return `${supplementary === undefined ? '' : 'suppl. '}${number}${inside}`;
}

/**
 * An article as cited in English: `30条の15第2項1号` → `art. 30-15(2)(i)`, `27条・28条` → `arts. 27, 28`,
 * `76条から86条` → `arts. 76–86`. Text of another form is left as it stands: a citation is never guessed.
 */
export function englishCitation(article: string): string {
  const pieces = article.split(/(・|から)/);
  const references = pieces.map((piece) => {
    if (piece === '・') return ', ';
    return piece === 'から' ? '–' : reference(piece);
  });
  if (article === '' || references.includes(null)) return article;
  const articles = pieces.filter((piece) => piece.includes('条')).length;
  return `${articles > 1 ? 'arts.' : 'art.'} ${references.join('')}`;
}
