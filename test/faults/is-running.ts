import { readFileSync } from 'node:fs';

/** Whether a process runs. One that has ended and that nobody has waited for yet does not. */
export function isRunning(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
