import type { ChangeStore, SendingState } from '@juki/change-notification/store';
import { JukiError } from '@juki/errors';
import { createLoop, type LoopOptions, type Worker } from '@juki/subgraph-runtime';
import { createAskTimes } from './ask-times.ts';
import type { UpperTier } from './upper-tier.ts';

/** How a sender stands: what its database knows, and how the last attempt of this process went. */
export interface SenderState extends SendingState {
  /** Milliseconds since 1970 of the last receipt; null since the start of the process. */
  readonly lastConfirmedAt: number | null;
  /** Code of the fault of the last attempt. */
  readonly lastFault: string | null;
}

/** Sends the notifications of one body upwards, by itself and in order. */
export interface ChangeSender extends Worker {
  /** Something new stands in the outbox. */
  poke(): void;
  /** An operator lets a halted sender take over what the receiver holds. */
  resume(): void;
  state(): Promise<SenderState>;
}

/** What a sender is made of. */
export interface SenderOptions {
  readonly body: string;
  readonly store: Pick<
    ChangeStore,
    'nextBatch' | 'noteReceipt' | 'decisionCursor' | 'noteDecisions' | 'sendingState' | 'adopt'
  >;
  readonly upper: UpperTier;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly onFault: LoopOptions['onFault'];
  readonly after?: LoopOptions['after'];
}

/** Below the size of a request that the gateway takes (1 MB), with the longest names. */
const largestBatch = 400;

/**
 * The outbox loop of one body (自動通知): nobody stands in between. What is not confirmed is sent again, so a lost answer, a
 * crash or a tier that is down for hours costs nothing but time; the receiver knows a repetition by its number. A sender
 * that has lost its memory halts: only a person decides that a backup was restored and no copy of the body runs beside it.
 */
export function createSender({ body, store, upper, clock, onFault, after }: SenderOptions): ChangeSender {
  const asks = createAskTimes(clock);
  let resuming = false;
  let lastConfirmedAt: number | null = null;
  let lastFault: string | null = null;

  async function send(): Promise<'again' | 'idle'> {
    if (resuming) await takeOver();
    const batch = await store.nextBatch(body, largestBatch);
    if (!batch) return ask();
    const receipt = await upper.notify(batch);
    await store.noteReceipt(receipt);
    lastConfirmedAt = clock();
    asks.soon();
    // A receiver that takes nothing of what it asked for is not asked in a circle.
    return receipt.next === batch.first ? 'idle' : 'again';
  }

  async function ask(): Promise<'again' | 'idle'> {
    if (!asks.isDue()) return 'idle';
    const { last } = await store.sendingState(body);
    // Nothing was ever sent, so nothing was decided.
    const late = last === 0 ? undefined : await upper.decisionsAfter(await store.decisionCursor(body));
    // Without decisions it still tells how far the receiver is: one that lost something is noticed here.
    if (late) await store.noteDecisions(body, late);
    if (!late || late.decisions.length === 0) {
      asks.later();
      return 'idle';
    }
    asks.soon();
    return 'again';
  }

  /** Part by part. What cannot be taken over stays halted, for a person to look at; a tier that is down is asked again. */
  async function takeOver(): Promise<void> {
    for (;;) {
      const { confirmed } = await store.sendingState(body);
      const state = await upper.receivedFrom(confirmed + 1);
      if (state.next <= confirmed) {
        throw new JukiError(
          'CHANGE_SENDER_HALTED',
          'The receiver holds less than this sender: there is nothing to adopt.',
        );
      }
      if (await store.adopt(body, state)) break;
    }
    resuming = false;
  }

  const loop = createLoop({
    name: `changes of ${body}`,
    everyMs: 1_000,
    ...(after === undefined ? {} : { after }),
    onFault,
    async run() {
      try {
        const next = await send();
        lastFault = null;
        return next;
      } catch (fault) {
        lastFault = fault instanceof JukiError ? fault.code : 'INTERNAL';
        if (lastFault === 'CHANGE_SENDER_HALTED') {
          resuming = false;
          return 'idle';
        }
        throw fault;
      }
    },
  });

  return {
    ...loop,
    resume() {
      resuming = true;
      loop.poke();
    },
    state: async () => ({ ...(await store.sendingState(body)), lastConfirmedAt, lastFault }),
  };
}
