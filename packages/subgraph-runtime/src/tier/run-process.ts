import { JukiError } from '@juki/errors';
import type { RunningServer } from '../http/http-server.ts';

/**
 * Runs a process until it is told to stop (SIGINT, SIGTERM), then lets it end what it has begun. What prevents the start
 * is told on stderr, for a person, and the process ends with 1.
 */
export async function runProcess(start: () => Promise<RunningServer>): Promise<void> {
  try {
    const running = await start();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        running.close().then(() => process.exit(0), fail);
      });
    }
  } catch (fault) {
    fail(fault);
  }
}

function fail(fault: unknown): void {
  process.stderr.write(fault instanceof JukiError ? `${fault.code}: ${fault.message}\n` : `${String(fault)}\n`);
  process.exit(1);
}
