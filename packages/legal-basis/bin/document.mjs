import { readFileSync, writeFileSync } from 'node:fs';
import { readCatalogue } from '../dist/files.js';
import { legalBasisList } from '../dist/index.js';

const file = new URL('../LEGAL-BASIS.md', import.meta.url);
const list = legalBasisList(readCatalogue({ profile: 'development' }));
if (!process.argv.includes('--check')) {
  writeFileSync(file, list);
} else if (readFileSync(file, 'utf8') !== list) {
  process.stderr.write('LEGAL-BASIS.md is not what the catalogue says: run npm run document\n');
  process.exitCode = 1;
}
