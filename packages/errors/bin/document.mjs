// Writes ERRORS.md from the catalogue; with --check it only says whether the file still equals it.
import { readFileSync, writeFileSync } from 'node:fs';
import { errorCatalogue } from '../dist/index.js';

const file = new URL('../ERRORS.md', import.meta.url);
const entries = Object.entries(errorCatalogue).map(
  ([code, { status, audience, since, description }]) =>
    `## ${code}\n\nStatus ${status}, ${audience}, since ${since}. ${description}\n`,
);
const introduction = `# Errors

Written by \`npm run document -w @juki/errors\` from \`src/catalogue.ts\`. Do not edit.

The code of an error stands in \`extensions.code\`. A **client** error says what the caller may know, and what to do. An **internal** one leaves the service as \`INTERNAL\` with a correlation id; its code and details are in the log of the operator. Status 200 marks an error that belongs to a part of an answer. A code is never removed or used again.
`;
const list = [introduction, ...entries].join('\n');
if (!process.argv.includes('--check')) {
  writeFileSync(file, list);
} else if (readFileSync(file, 'utf8') !== list) {
  process.stderr.write('ERRORS.md is not what the catalogue says: run npm run document -w @juki/errors\n');
  process.exitCode = 1;
}
