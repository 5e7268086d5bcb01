import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { JukiError } from '@juki/errors';
import { endWithUs, withParent } from './end-with-us.ts';
import type { ServiceName } from './layout.ts';

/** A process of the system. */
export interface Service {
  readonly name: ServiceName;
  readonly url: string;
  readonly pid: number | undefined;
  /** Starts the process, again on the same port after it has ended, and waits until it is ready. */
  start(): Promise<void>;
  /** Ends the process as Ctrl-C would, and waits for it; one that does not end is killed. */
  stop(): Promise<void>;
  /** Ends it at once, as a crash would. */
  kill(signal?: NodeJS.Signals): Promise<void>;
}

/** What a service is started with. */
export interface ServiceOptions {
  readonly name: ServiceName;
  /** The script that Node runs. */
  readonly script: string;
  readonly port: number;
  /** All that the process finds in its environment, and nothing of ours by accident. */
  readonly environment: Readonly<Record<string, string>>;
  readonly readyPath: string;
  /** Told when the process ends after it was ready, without having been asked to; with the last of what it said. */
  readonly onExit: (name: ServiceName, said: string) => void;
  /** Everything that the process writes. */
  readonly onOutput: (name: ServiceName, text: string) => void;
}

const startTimeoutMs = 60_000;
const stopTimeoutMs = 10_000;

/** One process of the system, as its own Node. It is not started yet. */
export function createService(options: ServiceOptions): Service {
  const { name, script, port, environment, readyPath } = options;
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  let ended: Promise<void> = Promise.resolve();
  let state: 'starting' | 'running' | 'ending' = 'ending';
  let said = '';

  return {
    name,
    url,
    get pid() {
      return child?.pid;
    },
    start,
    stop,
    kill: (signal = 'SIGKILL') => end(signal),
  };

  async function start(): Promise<void> {
    state = 'starting';
    await ended;
    if (isAskedToEnd()) throw givenUp();
    said = '';
    const [program, ...args] = withParent([process.execPath, script]);
    // A group of its own: Ctrl-C in the terminal reaches us alone, and we end the processes in their order.
    const started = spawn(program, args, {
      env: { ...environment, PORT: String(port) },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    child = started;
    endWithUs(started);
    for (const stream of [started.stdout, started.stderr]) stream.setEncoding('utf8').on('data', hear);
    ended = new Promise((resolve) => {
      started.once('error', (fault) => hear(fault.message));
      // `close` comes after the last word of the process, `exit` may come before it.
      started.once('close', () => {
        child = undefined;
        if (state === 'running') options.onExit(name, said.trim());
        resolve();
      });
    });
    await ready(started);
  }

  function isAskedToEnd(): boolean {
    return state === 'ending';
  }

  function givenUp(): JukiError {
    return new JukiError('CONFIGURATION_INVALID', `The ${name} process was stopped before it was ready.`);
  }

  function hear(text: string): void {
    said = (said + text).slice(-4000);
    options.onOutput(name, text);
  }

  async function ready(started: ChildProcess): Promise<void> {
    const deadline = performance.now() + startTimeoutMs;
    while (child === started && state === 'starting' && performance.now() < deadline) {
      if (await answers()) {
        if (state === 'starting') state = 'running';
        return;
      }
      await pause(20);
    }
    const asked = isAskedToEnd();
    await end('SIGKILL');
    if (asked) throw givenUp();
    throw new JukiError('CONFIGURATION_INVALID', `The ${name} process did not become ready. It said:\n${said.trim()}`, {
      details: { service: name, said: said.trim() },
    });
  }

  async function answers(): Promise<boolean> {
    try {
      const answer = await fetch(`${url}${readyPath}`, { signal: AbortSignal.timeout(2_000) });
      await answer.body?.cancel();
      return answer.ok;
    } catch {
      return false;
    }
  }

  async function stop(): Promise<void> {
    const impatience = setTimeout(() => child?.kill('SIGKILL'), stopTimeoutMs);
    await end('SIGTERM');
    clearTimeout(impatience);
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    state = 'ending';
    child?.kill(signal);
    await ended;
  }
}
