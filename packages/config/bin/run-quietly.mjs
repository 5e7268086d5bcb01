import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * Runs a command of the workspace and keeps its output to itself.
 * @param {readonly string[]} command
 * @param {{ env?: Record<string, string>, show?: boolean }} [options] `show`: let the output through as it comes.
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export function runQuietly([program = '', ...args], { env = {}, show = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
      env: {
        ...process.env,
        PATH: `${root}node_modules/.bin:${process.env['PATH']}`,
        TURBO_TELEMETRY_DISABLED: '1',
        TURBO_NO_UPDATE_NOTIFIER: '1',
        CHECKPOINT_DISABLE: '1',
        ...env,
      },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
        output += text;
      });
    }
    child.once('error', (fault) => resolve({ ok: false, output: `${program}: ${fault.message}` }));
    child.once('close', (code) => resolve({ ok: code === 0, output }));
  });
}
