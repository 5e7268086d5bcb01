import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { isRunning } from './is-running.ts';

/** Whether strace is there, and may look into a process of ours that it did not start itself. */
export function hasStrace(): boolean {
  const child = spawn('sleep', ['5'], { stdio: 'ignore' });
  const tried = spawnSync('strace', ['-p', String(child.pid), '-o', '/dev/null'], { timeout: 500 });
  child.kill();
  // Ended by our timeout: it was attached and would have stayed.
  return tried.error !== undefined && 'code' in tried.error && tried.error.code === 'ETIMEDOUT';
}

/** Where a process dies. */
export interface Call {
  /** Names of system calls, as strace takes them. */
  readonly calls: string;
  /** At which of them, counted for each thread or process from now on. */
  readonly nth: number;
}

const patienceMs = 8_000;

/** Kills the first of some processes that reaches the call, on entering it; resolves when that has happened. */
export async function killAtCall(tracees: readonly number[], { calls, nth }: Call): Promise<void> {
  const chosen = ['-e', `trace=${calls}`, '-e', `inject=${calls}:signal=SIGKILL:when=${nth}`];
  const strace = spawn(
    'strace',
    ['-f', '-o', '/dev/null', ...tracees.flatMap((pid) => ['-p', String(pid)]), ...chosen],
    {
      stdio: 'ignore',
    },
  );
  const detached = once(strace, 'close');
  const deadline = performance.now() + patienceMs;
  while (tracees.every(isRunning)) {
    if (performance.now() > deadline) break;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const happened = !tracees.every(isRunning);
  // SIGKILL lets go of what it traces at once. Asked nicely it may wait for ever for the threads of the process it killed.
  strace.kill('SIGKILL');
  await detached;
  if (!happened) throw new Error(`no process reached ${calls} number ${nth} in ${patienceMs} ms`);
}
