// `npm test`: builds, checks, then every test; ends with one line that counts them.
// `npm test -- --only checks|unit|whole` runs a part.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runQuietly } from './run-quietly.mjs';

const { values } = parseArgs({ options: { only: { type: 'string' } } });

/**
 * Each is a command that must succeed; its output is shown only where it does not.
 * @type {readonly (readonly [string, readonly string[]])[]}
 */
const checks = [
  ['format and lint', ['biome', 'check', '.', '--error-on-warnings']],
  ['types of tests', ['tsc', '-p', 'test']],
  ['types of the scripts', ['tsc', '-p', 'packages/config']],
  ['types of the portal', ['npm', 'run', '--silent', 'typecheck', '-w', '@juki/portal']],
  [
    'promises that nobody awaits',
    ['oxlint', '--type-aware', '--deny-warnings', '-c', 'packages/config/oxlint.json', 'apps', 'packages', 'test'],
  ],
  ['dependency fences', ['node', 'packages/config/bin/fences.mjs']],
  ['unused exports', ['knip', '--config', 'packages/config/knip.json']],
  ['spelling', ['cspell', '--no-progress', '--no-summary', '--config', 'packages/config/cspell.json', '.']],
  ['supergraph is composed', ['npm', 'run', '--silent', 'compose:check', '-w', '@juki/snapshot']],
  ['error catalogue is documented', ['npm', 'run', '--silent', 'document:check', '-w', '@juki/errors']],
  ['legal bases are documented', ['npm', 'run', '--silent', 'document:check', '-w', '@juki/legal-basis']],
  ['databases equal their schemas', ['npm', 'run', '--silent', 'schema:check', '-w', '@juki/database']],
  ['lock file is complete', ['node', 'packages/config/bin/complete-lock.mjs', '--check']],
];

const total = { passed: 0, failed: 0 };
const started = Date.now();

const built = await runQuietly(['npm', 'run', '--silent', 'build']);
say(built.ok, 'build', built.output);
if (built.ok) {
  if (values.only === undefined || values.only === 'checks') {
    for (const [name, command] of checks) {
      const { ok, output } = await runQuietly(command);
      say(ok, name, output);
    }
  }
  for (const project of ['unit', 'whole']) {
    if (values.only === undefined || values.only === project) await runJest(project);
  }
}
console.log(`${Math.round((Date.now() - started) / 1000)} s`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;

/** @param {boolean} ok @param {string} name @param {string} output */
function say(ok, name, output) {
  total[ok ? 'passed' : 'failed'] += 1;
  if (!ok) console.log(output);
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name}`);
}

/** @param {string} project */
async function runJest(project) {
  const directory = await mkdtemp(join(tmpdir(), 'juki-test-'));
  const report = join(directory, 'report.json');
  const workers = project === 'whole' ? ['--runInBand'] : [];
  const { ok } = await runQuietly(['jest', '--selectProjects', project, '--json', '--outputFile', report, ...workers], {
    show: true,
    env: { NODE_OPTIONS: '--experimental-vm-modules --no-warnings' },
  });
  const result = JSON.parse(await readFile(report, 'utf8').catch(() => '{}'));
  const { numPassedTests = 0, numFailedTests = 0, numRuntimeErrorTestSuites = 0, numPendingTests = 0 } = result;
  await rm(directory, { recursive: true });
  total.passed += numPassedTests;
  total.failed += numFailedTests + numRuntimeErrorTestSuites;
  // A run that reports no failure and yet failed (a leak, a crash) is a failure; a skipped test is one where CI runs.
  if (!ok && numFailedTests + numRuntimeErrorTestSuites === 0) total.failed += 1;
  if (process.env['CI'] && numPendingTests > 0) total.failed += numPendingTests;
}
