import { JukiError } from '@juki/errors';
import { faultForLog, type Log } from '../log.ts';

/** Something that a tier does by itself, without a request: sends what waits, reads a folder, drops what is due. */
export interface Worker {
  readonly name: string;
  start(): void;
  /** Ends after the round that is under way, and starts no other. */
  stop(): Promise<void>;
}

/** A worker that runs again and again. */
export interface Loop extends Worker {
  /** Something came in: do not wait for the next round. */
  poke(): void;
}

/** What a loop does, and how often. */
export interface LoopOptions {
  readonly name: string;
  /** Milliseconds between two rounds with nothing to do. */
  readonly everyMs: number;
  /** One round. `again`: there is more to do at once. The signal is aborted when the process ends. */
  readonly run: (signal: AbortSignal) => Promise<'again' | 'idle'>;
  /** Told of each round that failed. */
  readonly onFault: (fault: unknown) => void;
  /** Calls back after that many milliseconds and returns how to take it back; a test hands in its own. */
  readonly after?: (milliseconds: number, call: () => void) => () => void;
}

/** After faults a round waits twice as long each time, up to this. */
const longestWait = 30_000;
/** Up to this after a fault that passes by itself: what waits is sent soon after an outage (30条の6: without delay). */
const longestPassingWait = 5_000;

/**
 * Makes a worker whose rounds never overlap. After a fault it waits, twice as long after each further one (up to 30 seconds;
 * 5 where only the way is down), and goes on: what it needs (gateway, database, key) may come back at any time. A poke during a round means another round.
 */
export function createLoop({ name, everyMs, run, onFault, after = later }: LoopOptions): Loop {
  let state: 'new' | 'waiting' | 'running' | 'stopped' = 'new';
  let poked = false;
  let faults = 0;
  let cancel: () => void = () => undefined;
  let round: Promise<void> = Promise.resolve();
  const ending = new AbortController();

  function begin(): void {
    cancel();
    state = 'running';
    poked = false;
    round = once();
  }

  async function once(): Promise<void> {
    const wait = await outcome();
    if (isStopped()) return;
    state = 'waiting';
    if (wait === 0 || poked) begin();
    else cancel = after(wait, begin);
  }

  async function outcome(): Promise<number> {
    try {
      const next = await run(ending.signal);
      faults = 0;
      return next === 'again' ? 0 : everyMs;
    } catch (fault) {
      faults += 1;
      if (!isStopped()) onFault(fault);
      // A poke does not shorten it: what is broken would only be asked more often.
      poked = false;
      return Math.min(
        isPassing(fault) ? longestPassingWait : longestWait,
        Math.max(100, everyMs) * 2 ** Math.min(faults - 1, 10),
      );
    }
  }

  function isStopped(): boolean {
    return state === 'stopped';
  }

  return {
    name,
    start() {
      if (state === 'new') begin();
    },
    poke() {
      poked = true;
      if (state === 'waiting' && faults === 0) begin();
    },
    async stop() {
      state = 'stopped';
      cancel();
      ending.abort();
      await round;
    },
  };
}

/** What is down for a while and comes back by itself, every tier among them at a start: the code says all. */
const passing: ReadonlySet<string> = new Set(['GATEWAY_UNREACHABLE', 'SUBGRAPH_UNAVAILABLE', 'AUDIT_UNAVAILABLE']);

function isPassing(fault: unknown): fault is JukiError {
  return fault instanceof JukiError && passing.has(fault.code);
}

/** For {@link LoopOptions.onFault}: one line in the log of the process, without the message of a foreign error. */
export function logFault(log: Log, name: string): (fault: unknown) => void {
  return (fault) => {
    if (isPassing(fault)) {
      log.info({ worker: name, code: fault.code }, 'a round must wait; it is tried again');
    } else {
      log.warn({ worker: name, fault: faultForLog(fault) }, 'a round failed; it is tried again');
    }
  };
}

function later(milliseconds: number, call: () => void): () => void {
  const timer = setTimeout(call, milliseconds);
  return () => clearTimeout(timer);
}
