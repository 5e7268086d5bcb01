import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { readImports } from './read-imports.mjs';

/** @typedef {{ target: string, specifier: string, isTypeOnly: boolean }} Edge `target`: a file of ours, or a module of others. */

/**
 * Every TypeScript file of the repository, by its path from the root, with what it imports.
 * @param {string} root
 * @returns {ReadonlyMap<string, readonly Edge[]>}
 */
export function readModules(root) {
  const entries = readEntries(root);
  const files = ['packages', 'apps', 'test'].flatMap((top) =>
    readdirSync(`${root}${top}`, { recursive: true, encoding: 'utf8' }).map((file) => `${top}/${file}`),
  );
  const sources = files.filter(
    (file) => /\.tsx?$/.test(file) && !/\/(node_modules|dist|generated)\/|\.d\.ts$/.test(file),
  );
  return new Map(
    sources.map((file) => [
      file,
      readImports(readFileSync(root + file, 'utf8'), { tsx: file.endsWith('x') }).map((found) => ({
        ...found,
        target: found.specifier.startsWith('.')
          ? posix.join(posix.dirname(file), found.specifier)
          : (entries.get(found.specifier) ?? found.specifier),
      })),
    ]),
  );
}

/** @param {string} root @returns {ReadonlyMap<string, string>} `@juki/grants/verify` → `packages/grants/src/verify.ts` */
function readEntries(root) {
  const entries = new Map();
  for (const folder of ['packages', 'apps'].flatMap((top) => readdirSync(root + top).map((name) => `${top}/${name}`))) {
    if (!existsSync(`${root}${folder}/package.json`)) continue;
    const { name, exports = {} } = JSON.parse(readFileSync(`${root}${folder}/package.json`, 'utf8'));
    for (const [entry, { source }] of Object.entries(exports)) {
      entries.set(posix.join(name, entry), posix.join(folder, source));
    }
  }
  return entries;
}
