import { invariant } from '@juki/errors';
import { changeFile } from '../examine/change-file.ts';
import { verifyBatch } from '../exchange/verify-batch.ts';
import { accept } from './accept.ts';
import { adopt, receivedFrom } from './adopt.ts';
import type { ChangeStore } from './change-store.ts';
import { decisionsAfter } from './late-decisions.ts';
import { counts, erasePayloads, eventState, refusals, sendingState } from './lists.ts';
import { loadMemory, overdueWaiting } from './load-memory.ts';
import { noteLate, noteReceipt } from './note-answers.ts';
import { nextBatch, readSender, refuseHalted } from './outbox.ts';
import { receive, saveTaken } from './receive.ts';
import { receiverOf, sha256, storeContext } from './store-context.ts';
import type { ChangeStoreOptions } from './store-options.ts';
import { inFile, reading } from './transaction.ts';

/** How many notifications a batch carries unless told: some 500 KB on the wire. */
const batchSize = 500;

/** Opens the changes in one tier's database. */
export function createChangeStore(options: ChangeStoreOptions): ChangeStore {
  const context = storeContext(options);
  const { pool, tier } = context;
  const read = reading(pool);
  const own = (condition: boolean) => invariant(condition, `this is not what the ${tier} tier does`);
  return {
    async accept(municipalityCode, unverifiedEvents) {
      own(tier === 'municipal');
      return inFile(pool, municipalityCode, (transaction) =>
        accept(transaction, context, municipalityCode, unverifiedEvents),
      );
    },
    nextBatch: (sender, most = batchSize) => nextBatch(read, context, sender, most),
    async noteReceipt(receipt) {
      await inFile(pool, receipt.sender, (transaction) => noteReceipt(transaction, context, receipt));
      refuseHalted(await readSender(read, receipt.sender));
    },
    decisionCursor: async (sender) => (await readSender(read, sender)).cursor,
    async noteDecisions(sender, late) {
      await inFile(pool, sender, (transaction) => noteLate(transaction, context, sender, late));
      refuseHalted(await readSender(read, sender));
    },
    sendingState: (sender) => sendingState(read, sender),
    async receive(batch) {
      own(tier !== 'municipal');
      const verified = verifyBatch(batch, receiverOf(batch.sender), context.keysOf, sha256);
      return inFile(pool, batch.receiver, (transaction) => receive(transaction, context, verified));
    },
    decisionsAfter: (sender, cursor, most = batchSize) => decisionsAfter(read, sender, cursor, most),
    refuseOverdue: (file) =>
      inFile(pool, file, async (transaction) => {
        const overdue = await overdueWaiting(transaction, context, file);
        if (overdue.length === 0) return 0;
        const memory = await loadMemory(
          transaction,
          context,
          file,
          overdue.map(({ notification }) => notification),
        );
        const book = changeFile(memory);
        for (const waiting of overdue) book.refuseOverdue(waiting);
        await saveTaken(transaction, context, file, book.changes());
        return overdue.length;
      }),
    receivedFrom: (sender, first, most = batchSize) => receivedFrom(read, context, sender, first, most),
    adopt: (sender, state) => inFile(pool, sender, (transaction) => adopt(transaction, context, sender, state)),
    refusals: (municipalityCode, only = 'open') => refusals(read, municipalityCode, only),
    eventState: (municipalityCode, eventId) => eventState(read, municipalityCode, eventId),
    counts: (municipalityCode, from, to) => counts(read, municipalityCode, from, to),
    erasePayloads: (municipalityCode, most = 10_000) => erasePayloads(read, context, municipalityCode, most),
  };
}
