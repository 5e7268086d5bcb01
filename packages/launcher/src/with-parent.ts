import { spawnSync } from 'node:child_process';

let hasSetpriv: boolean | undefined;

/**
 * A command line whose process the kernel ends (SIGTERM) when ours dies, even by SIGKILL: nothing of a system outlives its
 * launcher. Where `setpriv` (util-linux) is missing, the command as it is.
 */
export function withParent(command: readonly [string, ...string[]]): readonly [string, ...string[]] {
  hasSetpriv ??= process.platform === 'linux' && spawnSync('setpriv', ['--version']).status === 0;
  return hasSetpriv ? ['setpriv', '--pdeathsig', 'TERM', ...command] : command;
}
