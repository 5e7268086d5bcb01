import { type ChildProcess, spawn } from 'node:child_process';
import { JukiError } from '@juki/errors';
import { inRepository, type ServiceName } from './layout.ts';

/** A process of the system. */
export interface Service {
  readonly name: ServiceName;
  readonly url: string;
  readonly pid: number | undefined;
  /** Starts the process again on the same port; only after it has ended. */
  start(): Promise<void>;
  /** Ends the process as Ctrl-C would, and waits for it. */
  stop(): Promise<void>;
  /** Ends it at once, as a crash would. */
  kill(signal?: NodeJS.Signals): Promise<void>;
}

/** What a service is started with. */
export interface ServiceOptions {
  readonly name: ServiceName;
  readonly port: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly readyPath: string;
  /** Told when the process ends without having been asked to. */
  readonly onExit: (name: ServiceName, said: string) => void;
  /** Everything that the process writes. */
  readonly onOutput: (name: ServiceName, text: string) => void;
}

const startTimeoutMs = 30_000;

/** One process of the system, as its own Node. It is not started yet. */
export function createService(options: ServiceOptions): Service {
  const { name, port, environment, readyPath } = options;
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  let ended: Promise<void> = Promise.resolve();
  let expected = true;
  let said = '';

  return {
    name,
    url,
    get pid() {
      return child?.pid;
    },
    start,
    stop: () => end('SIGTERM'),
    kill: (signal = 'SIGKILL') => end(signal),
  };

  async function start(): Promise<void> {
    await ended;
    expected = false;
    said = '';
    const started = spawn(process.execPath, ['--enable-source-maps', inRepository(`apps/${name}/dist/main.js`)], {
      env: { ...inherited(), ...environment, PORT: String(port) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    for (const stream of [started.stdout, started.stderr]) stream?.on('data', hear);
    ended = new Promise((resolve) => {
      started.once('exit', () => {
        if (!expected) options.onExit(name, said);
        child = undefined;
        resolve();
      });
    });
    await ready(started);
  }

  function hear(data: Buffer): void {
    const text = data.toString('utf8');
    said = (said + text).slice(-4000);
    options.onOutput(name, text);
  }

  async function ready(started: ChildProcess): Promise<void> {
    const deadline = Date.now() + startTimeoutMs;
    while (Date.now() < deadline) {
      if (started.exitCode !== null || started.signalCode !== null) break;
      const answer = await fetch(`${url}${readyPath}`, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
      await answer?.body?.cancel();
      if (answer?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    expected = true;
    started.kill('SIGKILL');
    throw new JukiError('CONFIGURATION_INVALID', `The ${name} process did not become ready. It said:\n${said.trim()}`);
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    expected = true;
    child?.kill(signal);
    await ended;
  }
}

/** The little of our own environment that a process needs: nothing of ours may configure it by accident. */
function inherited(): Record<string, string> {
  const { PATH, HOME, TZ, LANG } = process.env;
  return Object.fromEntries(Object.entries({ PATH, HOME, TZ, LANG }).flatMap(([key, value]) => (value ? [[key, value]] : [])));
}
