import { expect, test } from '@jest/globals';
import type { Batch, LateDecisions, Receipt } from '@juki/change-notification';
import type { SendingState } from '@juki/change-notification/store';
import { JukiError } from '@juki/errors';
import { createSender } from './create-sender.ts';

const nothingLate: LateDecisions = { decisions: [], cursor: 0, next: 1, chain: '' };
const batchAt = (first: number) => ({ first }) as Batch;
const taken = (next: number): Receipt => ({
  sender: '272035',
  receiver: '270008',
  state: 'TAKEN',
  next,
  chain: '',
  decisions: [],
});

/** A sender on a made-up outbox of so many notifications, one to a batch; its loop goes on when the test says so. */
function startSender(last: number, given: { fault?: () => JukiError | undefined; holds?: number } = {}) {
  let confirmed = 0;
  let halted: string | null = null;
  let now = 0;
  const sent: number[] = [];
  const asked: number[] = [];
  const adopted: number[] = [];
  const faults: unknown[] = [];
  let next: () => void = () => undefined;
  const sender = createSender({
    body: '272035',
    clock: () => now,
    onFault: (fault) => faults.push(fault),
    after(_milliseconds, call) {
      next = call;
      return () => undefined;
    },
    store: {
      async nextBatch() {
        if (halted) throw new JukiError('CHANGE_SENDER_HALTED', halted);
        return confirmed < last ? batchAt(confirmed + 1) : null;
      },
      async noteReceipt(receipt) {
        confirmed = receipt.next - 1;
      },
      decisionCursor: async () => 7,
      noteDecisions: async () => undefined,
      sendingState: async (): Promise<SendingState> => ({
        sender: '272035',
        receiver: '270008',
        last,
        confirmed,
        waiting: 0,
        openRefusals: 0,
        halted,
      }),
      async adopt() {
        adopted.push(confirmed);
        confirmed += 1;
        if (confirmed < last) return false;
        halted = null;
        return true;
      },
    },
    upper: {
      async notify({ first }) {
        const fault = given.fault?.();
        if (fault) throw fault;
        sent.push(first);
        return taken(first + 1);
      },
      async decisionsAfter(cursor) {
        asked.push(cursor);
        return nothingLate;
      },
      async receivedFrom(first) {
        return { sender: '272035', receiver: '270008', first, next: given.holds ?? last + 1, chain: '', received: [] };
      },
    },
  });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    sender,
    sent,
    asked,
    adopted,
    faults,
    halt: (why: string) => {
      halted = why;
    },
    /** Time passes, and the loop with it. */
    later: async (milliseconds: number) => {
      now += milliseconds;
      next();
      await settle();
    },
    settle,
  };
}

test('sends what stands in the outbox, one batch after the other, without being told', async () => {
  const { sender, sent, settle } = startSender(3);
  sender.start();
  await settle();
  expect(sent).toEqual([1, 2, 3]);
  expect(await sender.state()).toMatchObject({ confirmed: 3, lastConfirmedAt: 0, lastFault: null });
  await sender.stop();
});

test('sends again what was not confirmed, and says meanwhile what is wrong', async () => {
  let down = true;
  const fault = () => (down ? new JukiError('SUBGRAPH_UNAVAILABLE', 'down') : undefined);
  const { sender, sent, faults, later, settle } = startSender(2, { fault });
  sender.start();
  await settle();
  expect(await sender.state()).toMatchObject({ confirmed: 0, lastFault: 'SUBGRAPH_UNAVAILABLE' });
  down = false;
  await later(2_000);
  expect([sent, faults.length]).toEqual([[1, 2], 1]);
  expect((await sender.state()).lastFault).toBeNull();
  await sender.stop();
});

test('a halted sender sends nothing, is no fault of the process, and goes on when a person says so', async () => {
  const { sender, sent, adopted, faults, halt, later, settle } = startSender(2);
  halt('the receiver knows more');
  sender.start();
  await settle();
  await later(1_000);
  expect([sent, faults]).toEqual([[], []]);
  expect(await sender.state()).toMatchObject({ halted: 'the receiver knows more', lastFault: 'CHANGE_SENDER_HALTED' });
  sender.resume();
  await settle();
  // Part by part, until nothing is left to take over.
  expect(adopted).toEqual([0, 1]);
  expect(await sender.state()).toMatchObject({ halted: null, confirmed: 2, lastFault: null });
  await sender.stop();
});

test('what cannot be taken over stays halted, and is not tried in a circle', async () => {
  const { sender, adopted, halt, later, settle } = startSender(2, { holds: 0 });
  halt('the receiver has other numbers');
  sender.start();
  await settle();
  sender.resume();
  await settle();
  await later(1_000);
  expect(adopted).toEqual([]);
  expect(await sender.state()).toMatchObject({ halted: 'the receiver has other numbers' });
  await sender.stop();
});

test('who has never sent anything does not ask what was decided', async () => {
  const { sender, asked, later, settle } = startSender(0);
  sender.start();
  await settle();
  for (let second = 0; second < 10; second += 1) await later(1_000);
  expect(asked).toEqual([]);
  await sender.stop();
});

test('asks for late decisions soon after sending, then less and less often', async () => {
  const { sender, asked, later, settle } = startSender(1);
  sender.start();
  await settle();
  expect(asked).toEqual([]);
  const asksIn = async (seconds: number) => {
    const before = asked.length;
    for (let second = 0; second < seconds; second += 1) await later(1_000);
    return asked.length - before;
  };
  expect(await asksIn(4)).toBe(3);
  expect(await asksIn(60)).toBeLessThan(6);
  await sender.stop();
});
