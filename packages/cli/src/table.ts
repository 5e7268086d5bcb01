/** Sets rows in columns that line up in a terminal, where Japanese characters take two places. */
export function table(rows: readonly (readonly string[])[], gap = '  '): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, text] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, width(text));
  }
  return rows
    .map((row) =>
      row
        .map((text, column) =>
          column === row.length - 1 ? text : text + ' '.repeat((widths[column] ?? 0) - width(text)),
        )
        .join(gap)
        .trimEnd(),
    )
    .join('\n');
}

/** Places that a text takes: two for East Asian wide characters (UAX #11), none for variation selectors. */
function width(text: string): number {
  let places = 0;
  for (const character of text) {
    if (/[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/u.test(character)) continue;
    places +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u.test(
        character,
      )
        ? 2
        : 1;
  }
  return places;
}
