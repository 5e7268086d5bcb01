import { describe, expect, test } from '@jest/globals';
import { root } from '../../bin/run-quietly.mjs';
import { findBreaches } from './find-breaches.mjs';
import { computed, readImports } from './read-imports.mjs';
import { readModules } from './read-modules.mjs';

/** Judges one import of one file; `target` where the specifier alone does not say which file it is. */
function judge(file: string, specifier: string, target = specifier, isTypeOnly = false): readonly string[] {
  return findBreaches(new Map([[file, [{ specifier, target, isTypeOnly }]]]));
}

describe('reading imports', () => {
  test('finds every way to name a module, and which of them load it', () => {
    const source = `
      import { a } from './a.ts';
      import type { B } from './b.ts';
      import { type C } from './c.ts';
      import './d.ts';
      export { e } from './e.ts';
      export type { F } from './f.ts';
      export * from './g.ts';
      export const h = () => import('./h.ts');
      export type I = import('./i.ts').I;
      export const j = (name: string) => import(name);
    `;
    expect(readImports(source).map(({ specifier, isTypeOnly }) => (isTypeOnly ? `(${specifier})` : specifier))).toEqual(
      ['./a.ts', '(./b.ts)', './c.ts', './d.ts', './e.ts', '(./f.ts)', './g.ts', './h.ts', '(./i.ts)', computed],
    );
  });

  test('reads JSX', () => {
    expect(
      readImports(`import { A } from './a.tsx';\nexport const b = <A key="import x from 'y'" />;`, { tsx: true }),
    ).toEqual([{ specifier: './a.tsx', isTypeOnly: false }]);
  });
});

describe('directions', () => {
  test.each([
    ['packages/grants/src/verify.ts', '@juki/errors', 'packages/errors/src/index.ts'],
    ['apps/gateway/src/main.ts', '@juki/grants/issue', 'packages/grants/src/issue.ts'],
    ['apps/municipal/src/main.ts', '@juki/subgraph-runtime', 'packages/subgraph-runtime/src/index.ts'],
    ['packages/audit-log/src/tree/tree.test.ts', '@juki/database', 'packages/database/src/index.ts'],
    ['test/journeys/a.test.ts', '@juki/gateway', 'apps/gateway/src/index.ts'],
  ])('%s may import %s', (file, specifier, target) => {
    expect(judge(file, specifier, target)).toEqual([]);
  });

  test.each([
    ['packages/keys/src/index.ts', computed, computed],
    ['packages/errors/src/index.ts', '@juki/keys', 'packages/keys/src/index.ts'],
    ['packages/unheard-of/src/index.ts', '@juki/errors', 'packages/errors/src/index.ts'],
    ['packages/subgraph-runtime/src/pipeline.ts', '@juki/grants/issue', 'packages/grants/src/issue.ts'],
    ['apps/municipal/src/main.ts', '@juki/authorisation', 'packages/authorisation/src/index.ts'],
    ['apps/gateway/src/main.ts', '@juki/launcher', 'packages/launcher/src/index.ts'],
    ['apps/gateway/src/main.ts', '@juki/municipal', 'apps/municipal/src/index.ts'],
    ['apps/gateway/src/a.test.ts', '@juki/municipal', 'apps/municipal/src/index.ts'],
    ['packages/cli/src/a.ts', '@juki/gateway', 'apps/gateway/src/index.ts'],
    ['packages/grants/src/verify.ts', '../../errors/src/index.ts', 'packages/errors/src/index.ts'],
    ['packages/keys/src/index.ts', './testing/memory.ts', 'packages/keys/src/testing/memory.ts'],
    ['packages/cli/src/a.ts', '@juki/testing', 'packages/testing/src/index.ts'],
  ])('%s may not import %s', (file, specifier, target) => {
    for (const isTypeOnly of [false, true]) {
      expect(judge(file, specifier, target, isTypeOnly)[0]).toContain(`${file} imports ${specifier}: `);
    }
  });
});

describe('purity', () => {
  test('a pure package loads nothing of the machine, not even two imports away', () => {
    const modules = new Map([
      ['packages/grants/src/verify.ts', [edge('packages/grants/src/hash.ts')]],
      ['packages/grants/src/hash.ts', [edge('node:crypto')]],
      ['packages/authorisation/src/decide.ts', [edge('pg')]],
    ]);
    expect(findBreaches(modules)).toEqual([
      expect.stringMatching(/^packages\/grants\/src\/hash\.ts → node:crypto: it is pure/),
      expect.stringMatching(/^packages\/authorisation\/src\/decide\.ts → pg: it is pure/),
    ]);
  });

  test('a type of the machine is no part of what runs', () => {
    const of = (isTypeOnly: boolean) =>
      new Map([['packages/audit-log/src/verify/index.ts', [{ ...edge('node:crypto'), isTypeOnly }]]]);
    expect(findBreaches(of(true))).toEqual([]);
    expect(findBreaches(of(false))).toHaveLength(1);
  });

  test('a tier cannot reach what decides through a package that it may import', () => {
    const modules = new Map([
      [
        'apps/municipal/src/main.ts',
        [{ ...edge('packages/subgraph-runtime/src/index.ts'), specifier: '@juki/subgraph-runtime' }],
      ],
      [
        'packages/subgraph-runtime/src/index.ts',
        [{ ...edge('packages/snapshot/src/index.ts'), specifier: '@juki/snapshot' }],
      ],
      [
        'packages/snapshot/src/index.ts',
        [{ ...edge('packages/authorisation/src/index.ts'), specifier: '@juki/authorisation' }],
      ],
    ]);
    expect(findBreaches(modules)).toEqual([
      expect.stringMatching(/snapshot.* → packages\/authorisation.*: a tier holds/),
    ]);
  });
});

test.each([
  ['apps/municipal/src/modules/residents/resident-loader.ts', 1],
  ['apps/municipal/src/modules/residents/resident-repository.ts', 0],
  ['apps/municipal/src/main.ts', 0],
])('%s importing the Prisma client breaks %i fences', (file, breaches) => {
  expect(judge(file, '../generated/prisma/client.ts', 'apps/municipal/src/generated/prisma/client.ts')).toHaveLength(
    breaches,
  );
});

test('features of the portal are composed by app and know neither it nor each other', () => {
  const feature = 'apps/portal/src/features/editor/a.tsx';
  expect(judge('apps/portal/src/app/app.tsx', '../features/editor/a.tsx', feature)).toEqual([]);
  expect(judge('apps/portal/src/features/result/b.tsx', '../editor/a.tsx', feature)).toHaveLength(1);
  expect(judge('apps/portal/src/components/c.tsx', '../features/editor/a.tsx', feature)).toHaveLength(1);
  expect(judge(feature, '../../app/app.tsx', 'apps/portal/src/app/app.tsx')).toHaveLength(1);
});

test('files do not import each other in circles', () => {
  const [a, b, c] = ['packages/keys/src/a.ts', 'packages/keys/src/b.ts', 'packages/keys/src/c.ts'] as const;
  expect(
    findBreaches(
      new Map([
        [a, [edge(b), edge(c)]],
        [b, [edge(c)]],
        [c, []],
      ]),
    ),
  ).toEqual([]);
  expect(
    findBreaches(
      new Map([
        [a, [edge(b)]],
        [b, [edge(c)]],
        [c, [edge(a)]],
      ]),
    ),
  ).toEqual([`${a} → ${b} → ${c} → ${a}: files do not import each other in circles`]);
});

test('the files of this repository are read, and every import of ours leads to one of them', () => {
  const modules = readModules(root);
  expect(modules.size).toBeGreaterThan(300);
  const targets = [...modules.values()].flat().map(({ target }) => target);
  const lost = targets.filter((target) => /^(packages|apps)\/.*\.tsx?$/.test(target) && !/\/generated\//.test(target));
  expect(lost.filter((target) => !modules.has(target))).toEqual([]);
  expect(targets.filter((target) => target.startsWith('@juki/'))).toEqual([]);
});

function edge(target: string) {
  return { target, specifier: target.startsWith('packages/') ? './other.ts' : target, isTypeOnly: false };
}
