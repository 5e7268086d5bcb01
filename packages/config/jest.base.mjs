/**
 * One jest configuration for every package, app and journey: native ESM, TypeScript stripped by swc (`tsc -b` checks it),
 * workspace packages read from their sources (export condition `source`), so that no test needs a build.
 * Run with `NODE_OPTIONS=--experimental-vm-modules`.
 */
export const base = {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node'] },
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'es6' }, sourceMaps: 'inline' },
    ],
  },
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['/dist/'],
};
