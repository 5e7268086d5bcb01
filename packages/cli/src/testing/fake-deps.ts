import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { invariant } from '@juki/errors';
import type { CliDeps } from '../cli-deps.ts';
import { createCli } from '../create-cli.ts';
import type { ExitCode } from '../exit-code.ts';

/** A command line whose surroundings are all made up. */
export interface FakeCli {
  readonly deps: CliDeps;
  run(...args: readonly string[]): Promise<{ readonly code: ExitCode; readonly out: string; readonly said: string }>;
}

/** Makes one; what a test does not give must not be asked for. The folder of systems is real, empty and its own. */
export async function createFakeCli(given: Partial<CliDeps> = {}): Promise<FakeCli> {
  const folder = await mkdtemp(join(tmpdir(), 'juki-cli-'));
  let out = '';
  let said = '';
  const deps: CliDeps = {
    environment: { profile: 'development', port: undefined, language: 'en', inherited: { PATH: '/bin' } },
    systems: join(folder, '.juki'),
    workingDirectory: folder,
    write: (text) => {
      out += text;
    },
    say: (text) => {
      said += text;
    },
    isTerminal: false,
    clock: () => Date.parse('2026-11-20T03:00:00Z'),
    processId: 4711,
    isAlive: (processId) => processId === 4711,
    fetch: unasked('fetch'),
    launch: unasked('launch'),
    loadCatalogue: unasked('loadCatalogue'),
    loadRules: unasked('loadRules'),
    onStop: () => () => undefined,
    die: unasked('die'),
    ...given,
  };
  return {
    deps,
    async run(...args) {
      out = '';
      said = '';
      const code = await createCli(deps).run(args);
      return { code, out, said };
    },
  };
}

function unasked(name: string): () => never {
  return () => {
    invariant(false, `this test does not expect ${name}`);
    throw new Error();
  };
}
