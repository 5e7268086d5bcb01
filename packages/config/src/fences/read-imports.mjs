import { parseSync } from '@swc/core';

/** Stands for what `import(…)` computes, which no fence can judge. */
export const computed = 'import(…)';

/** @typedef {{ specifier: string, isTypeOnly: boolean }} Import */

/**
 * Every module that a source names: imports, re-exports, `import()` and types written `import('…')`.
 * @param {string} source
 * @param {{ tsx?: boolean }} [options]
 * @returns {readonly Import[]}
 */
export function readImports(source, { tsx = false } = {}) {
  /** @type {Import[]} */
  const imports = [];
  visit(parseSync(source, { syntax: 'typescript', tsx, target: 'es2022' }));
  return imports;

  /** @param {any} node */
  function visit(node) {
    if (typeof node !== 'object' || node === null) return;
    switch (node.type) {
      case 'ImportDeclaration':
      case 'ExportNamedDeclaration':
      case 'ExportAllDeclaration':
        // Under verbatimModuleSyntax only `import type` leaves the module unloaded, not `import { type A }`.
        if (node.source) imports.push({ specifier: node.source.value, isTypeOnly: node.typeOnly === true });
        break;
      case 'TsImportType':
        imports.push({ specifier: node.argument.value, isTypeOnly: true });
        break;
      case 'CallExpression':
        if (node.callee.type === 'Import') {
          const { type, value } = node.arguments[0]?.expression ?? {};
          imports.push({ specifier: type === 'StringLiteral' ? value : computed, isTypeOnly: false });
        }
        break;
    }
    for (const child of Object.values(node)) visit(child);
  }
}
