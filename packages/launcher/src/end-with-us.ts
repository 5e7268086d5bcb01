import { type ChildProcess, spawnSync } from 'node:child_process';

const children = new Set<ChildProcess>();
let hasSetpriv: boolean | undefined;

/**
 * A command line whose process the kernel ends (SIGTERM) when ours dies, even by SIGKILL: nothing of a system outlives its
 * launcher. Where `setpriv` (util-linux) is missing, the command as it is.
 */
export function withParent(command: readonly [string, ...string[]]): readonly [string, ...string[]] {
  hasSetpriv ??= process.platform === 'linux' && spawnSync('setpriv', ['--version']).status === 0;
  return hasSetpriv ? ['setpriv', '--pdeathsig', 'TERM', ...command] : command;
}

/** Kills a process when ours exits; one listener serves all of them. */
export function endWithUs(child: ChildProcess): void {
  if (children.size === 0) process.once('exit', endAll);
  children.add(child);
  child.once('close', () => {
    children.delete(child);
    if (children.size === 0) process.off('exit', endAll);
  });
}

function endAll(): void {
  for (const child of children) child.kill('SIGKILL');
}
