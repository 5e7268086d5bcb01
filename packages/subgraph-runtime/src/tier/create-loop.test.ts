import { describe, expect, test } from '@jest/globals';
import { JukiError } from '@juki/errors';
import { createLoop } from './create-loop.ts';

/** A timer that fires when the test says so. */
function handClock() {
  let waiting: { readonly milliseconds: number; readonly call: () => void } | undefined;
  return {
    after: (milliseconds: number, call: () => void) => {
      waiting = { milliseconds, call };
      return () => {
        waiting = undefined;
      };
    },
    get wait() {
      return waiting?.milliseconds;
    },
    fire() {
      waiting?.call();
    },
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a loop', () => {
  test('runs while there is more to do, then waits its time', async () => {
    const clock = handClock();
    let left = 3;
    const run = async () => (--left > 0 ? 'again' : 'idle');
    const loop = createLoop({ name: 'test', everyMs: 500, run, onFault: () => undefined, after: clock.after });
    loop.start();
    await settled();
    expect({ left, wait: clock.wait }).toEqual({ left: 0, wait: 500 });
    await loop.stop();
    expect(clock.wait).toBeUndefined();
  });

  test('is woken by a poke, and once more by one that came during a round', async () => {
    const clock = handClock();
    let rounds = 0;
    const loop = createLoop({
      name: 'test',
      everyMs: 500,
      run: async () => {
        rounds += 1;
        if (rounds === 2) loop.poke();
        return 'idle';
      },
      onFault: () => undefined,
      after: clock.after,
    });
    loop.start();
    await settled();
    expect(rounds).toBe(1);
    loop.poke();
    await settled();
    expect(rounds).toBe(3);
    await loop.stop();
    loop.poke();
    await settled();
    expect(rounds).toBe(3);
  });

  test('never runs two rounds at once, however often it is poked', async () => {
    let running = 0;
    let most = 0;
    const loop = createLoop({
      name: 'test',
      everyMs: 1,
      run: async () => {
        running += 1;
        most = Math.max(most, running);
        await settled();
        running -= 1;
        return 'idle';
      },
      onFault: () => undefined,
      after: handClock().after,
    });
    loop.start();
    for (let count = 0; count < 5; count += 1) loop.poke();
    await settled();
    await settled();
    await settled();
    await loop.stop();
    expect(most).toBe(1);
  });

  test('tells of a fault, waits longer after each, and goes on', async () => {
    const clock = handClock();
    const told: unknown[] = [];
    let rounds = 0;
    const loop = createLoop({
      name: 'test',
      everyMs: 1_000,
      run: async () => {
        rounds += 1;
        if (rounds < 3) throw new Error(`fault ${rounds}`);
        return 'idle';
      },
      onFault: (fault) => told.push(fault),
      after: clock.after,
    });
    loop.start();
    await settled();
    expect(clock.wait).toBe(1_000);
    loop.poke();
    await settled();
    expect(rounds).toBe(1);
    clock.fire();
    await settled();
    expect(clock.wait).toBe(2_000);
    clock.fire();
    await settled();
    expect({ wait: clock.wait, rounds, told }).toEqual({
      wait: 1_000,
      rounds: 3,
      told: [new Error('fault 1'), new Error('fault 2')],
    });
    await loop.stop();
  });

  test.each([
    [new JukiError('GATEWAY_UNREACHABLE', 'down'), 5_000],
    [new JukiError('SUBGRAPH_UNAVAILABLE', 'down'), 5_000],
    [new JukiError('AUDIT_UNAVAILABLE', 'down'), 5_000],
    [new JukiError('INTERNAL', 'broken'), 30_000],
    [new Error('broken'), 30_000],
  ])('after many faults like %p waits %p milliseconds at most', async (fault, longest) => {
    const clock = handClock();
    const run = () => Promise.reject(fault);
    const loop = createLoop({ name: 'test', everyMs: 1_000, run, onFault: () => undefined, after: clock.after });
    loop.start();
    for (let count = 0; count < 12; count += 1) {
      await settled();
      clock.fire();
    }
    await settled();
    expect(clock.wait).toBe(longest);
    await loop.stop();
  });

  test('lets the round under way end before it has stopped, and aborts its signal', async () => {
    let ended = false;
    const loop = createLoop({
      name: 'test',
      everyMs: 1,
      run: async (signal) => {
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        ended = true;
        return 'again';
      },
      onFault: () => undefined,
    });
    loop.start();
    await loop.stop();
    expect(ended).toBe(true);
  });
});
