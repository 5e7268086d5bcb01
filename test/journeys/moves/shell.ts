import { spawn } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inRepository } from '@juki/launcher';
import type { TestSystem } from '@juki/testing';

/** How a command of the shell ended. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly said: string;
}

const command = inRepository('packages/cli/bin/juki.mjs');

/** A desk behind a counter: the real command in a process of its own, on a system that runs. */
export async function openDesk(system: TestSystem) {
  const { directory, gateway, issuer, keys } = system;
  const announced = { processId: process.pid, gateway, issuer, keys, logs: [] };
  await writeFile(join(directory, 'system.json'), JSON.stringify(announced), { mode: 0o600 });
  const folder = await mkdtemp(join(directory, 'counter-'));

  function juki(operator: string, args: readonly string[]): Promise<Ended> {
    return new Promise((resolve) => {
      const whole = [command, ...args, '--operator', operator, '--directory', directory, '--lang', 'ja'];
      const env = { PATH: process.env['PATH'] ?? '' };
      const child = spawn(process.execPath, whole, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
      let [out, said] = ['', ''];
      child.stdout.on('data', (chunk) => {
        out += String(chunk);
      });
      child.stderr.on('data', (chunk) => {
        said += String(chunk);
      });
      child.on('close', (code) => resolve({ code, out, said }));
    });
  }
  return { folder, juki };
}
