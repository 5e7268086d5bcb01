/**
 * Writes src/municipality-table.ts from data/municipalities.tsv, so that the list is source text like any other and no
 * program of the system reads a file for it. With `--check` it writes nothing and fails if the two differ.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('../data/municipalities.tsv', import.meta.url));
const target = fileURLToPath(new URL('../src/municipality-table.ts', import.meta.url));

/** The module of the rows of a table: comment lines and the header stay behind. */
export function municipalityModule(table) {
  const rows = table
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .slice(1);
  return [
    '// Generated from data/municipalities.tsv (CC0-1.0) by tools/make-municipality-table.mjs; edit the table, not this.',
    '',
    '/** Columns, apart by tabs: code, kind, name, kana, parent, first day, last day, mark. */',
    `export const municipalityTable = \`${rows.join('\n')}\`;`,
    '',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const module = municipalityModule(readFileSync(source, 'utf8'));
  if (!process.argv.includes('--check')) {
    writeFileSync(target, module);
  } else if (readFileSync(target, 'utf8') !== module) {
    console.error(
      'src/municipality-table.ts is not what data/municipalities.tsv makes: run tools/make-municipality-table.mjs',
    );
    process.exitCode = 1;
  }
}
