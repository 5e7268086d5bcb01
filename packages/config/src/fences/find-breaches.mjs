import { computed } from './read-imports.mjs';
import { mayImport, neverImported, neverReached, testCode } from './table.mjs';

/** @typedef {ReadonlyMap<string, readonly import('./read-modules.mjs').Edge[]>} Modules */

/**
 * Every import that a fence of the table refuses, each as one line with its reason.
 * @param {Modules} modules
 * @returns {readonly string[]}
 */
export function findBreaches(modules) {
  const breaches = [];
  for (const [file, edges] of modules) {
    for (const { specifier, target } of edges) {
      const reason = refusal(file, specifier, target);
      if (reason !== null) breaches.push(`${file} imports ${specifier}: ${reason}`);
    }
  }
  return [...breaches, ...findReached(modules), ...findCycles(modules)];
}

/** @param {string} file @param {string} specifier @param {string} target */
function refusal(file, specifier, target) {
  const folder = folderOf(file);
  if (specifier === computed && !testCode.test(file))
    return 'what is imported is written out, so that it can be judged';
  if (specifier.startsWith('.') && folderOf(target) !== folder) return 'another folder is imported by its name';
  const rule = neverImported.find(({ from, of }) => from.test(file) && of.test(target) && !testCode.test(file));
  if (rule) return rule.reason;
  if (/^apps\//.test(target) && folderOf(target) !== folder && !/^test\//.test(file)) return 'nothing imports an app';
  const own = /^apps\/portal\/src\/features\/[^/]+\//.exec(file)?.[0];
  if (own && /^apps\/portal\/src\/features\//.test(target) && !target.startsWith(own)) {
    return 'features do not import each other; app composes them';
  }
  if (testCode.test(file)) return null;
  if (testCode.test(target) || folderOf(target) === 'packages/testing') return 'sources do not import test code';
  if (!specifier.startsWith('@juki/') || folderOf(target) === folder) return null;
  const allowed = Object.entries(mayImport).find(([name]) => name === folder)?.[1] ?? [];
  const entry = specifier.slice('@juki/'.length);
  return allowed.some((name) => name === entry) ? null : `${folder} may import ${allowed.join(', ') || 'no package'}`;
}

/** @param {Modules} modules */
function findReached(modules) {
  return neverReached.flatMap(({ from, of, reason }) => {
    const roots = [...modules.keys()].filter((file) => from.test(file) && !testCode.test(file));
    const ways = new Map(roots.map((file) => [file, [file]]));
    const breaches = [];
    for (const [file, way] of ways) {
      for (const { target, isTypeOnly } of modules.get(file) ?? []) {
        if (isTypeOnly || ways.has(target)) continue;
        ways.set(target, [...way, target]);
        if (of.test(target)) breaches.push(`${[...way, target].join(' → ')}: ${reason}`);
      }
    }
    return breaches;
  });
}

/** @param {Modules} modules */
function findCycles(modules) {
  const finished = new Set();
  /** @type {string[]} */
  const breaches = [];
  /** @param {string} file @param {readonly string[]} way */
  const visit = (file, way) => {
    if (way.includes(file)) {
      breaches.push(
        `${[...way.slice(way.indexOf(file)), file].join(' → ')}: files do not import each other in circles`,
      );
    } else if (!finished.has(file)) {
      for (const { target } of modules.get(file) ?? []) visit(target, [...way, file]);
      finished.add(file);
    }
  };
  for (const file of modules.keys()) visit(file, []);
  return breaches;
}

/** @param {string} file */
function folderOf(file) {
  return /^(packages|apps)\/[^/]+/.exec(file)?.[0] ?? file.split('/')[0];
}
