import fc from 'fast-check';

/** Letters that meet badly: combining marks, selectors, spaces, dashes, widths, older forms, a lone surrogate. */
export const awkwardText = fc.string({
  unit: fc.constantFrom(
    ...Array.from(
      'aAｱァアーｰ-－―か゛ﾞﾟ\u3099\u0301 　\u200b葛澤邉𠮷ßİıŉǰ㈱㍻ﬁ一二十百千〇の丁目番地号室町1２9ヶケ縣県大阪府',
    ),
    '\u{e0100}',
    '\ufe00',
    '\ud842',
    '大阪府',
    '丁目',
    '番地',
    '号室',
  ),
  maxLength: 24,
});
