import type { Batch, LateDecisions, Receipt } from '@juki/change-notification';
import type { ChangeStore, ReceiverState } from '@juki/change-notification/store';
import { JukiError } from '@juki/errors';
import type { Grant } from '@juki/grants';
import { withCheckDigit } from '@juki/identifiers';
import type { AccessLedger } from '@juki/subgraph-runtime';
import { holdChanges } from './hold-changes.ts';
import type { SubjectRepository } from './subject-repository.ts';

/** What is known of a request that notifies or asks back. */
export interface ReceivingRequest {
  readonly grant: Pick<Grant, 'scope'>;
  readonly ledger: Pick<AccessLedger, 'holdPerson' | 'asBatch' | 'refuse'>;
}

/** The receiving end of a tier. Each method answers to the sender that the grant names, and to no other. */
export interface Receiving {
  notify(batch: Batch, request: ReceivingRequest): Promise<Receipt>;
  /** `after`: the cursor of the last answer; empty, from the beginning. */
  decisionsAfter(after: string, request: ReceivingRequest): Promise<LateDecisions>;
  receivedFrom(first: number, request: ReceivingRequest): Promise<ReceiverState>;
}

/** What it is made of. */
export interface ReceivingOptions {
  /** The file to which a sender notifies. */
  readonly storeOf: (sender: string) => Pick<ChangeStore, 'receive' | 'decisionsAfter' | 'receivedFrom'>;
  readonly subjects: SubjectRepository;
  /** Code of the body that keeps the file for a sender. */
  readonly receiverOf: (sender: string) => string;
  /** Told after each batch: something may have to be passed on. */
  readonly onReceived: (receiver: string) => void;
}

/** Refs are looked up and rows are read by the page: a restored sender asks for thousands. */
const page = 400;

/** Makes the receiving end. Each subject of a batch stands in the log of the receiver, a refused one too. */
export function createReceiving({ storeOf, subjects, receiverOf, onReceived }: ReceivingOptions): Receiving {
  /** A batch that is not its sender's is a refusal, and stands as one in the log: nothing of it was taken. */
  async function taken(batch: Batch, sender: string, receiver: string, { ledger }: ReceivingRequest): Promise<Receipt> {
    try {
      if (batch.sender === sender && batch.receiver === receiver) return await storeOf(sender).receive(batch);
      const message = `A machine notifies for its own body: sender ${sender}, receiver ${receiver}.`;
      throw new JukiError('CHANGE_BATCH_INVALID', message);
    } catch (fault) {
      if (fault instanceof JukiError && fault.code === 'CHANGE_BATCH_INVALID') ledger.refuse(fault);
      throw fault;
    }
  }

  return {
    async notify(batch, request) {
      const sender = senderOf(request.grant);
      const receiver = receiverOf(sender);
      const receipt = await taken(batch, sender, receiver, request);
      const refs = await subjects.refsOf(batch.notifications);
      const decisions = new Map(receipt.decisions.map((decision) => [decision.sequence, decision]));
      request.ledger.asBatch();
      for (const [index, ref] of refs.entries()) {
        // One without a decision (a gap) was received all the same.
        const decided = decisions.get(batch.first + index) ?? { sequence: batch.first + index };
        request.ledger.holdPerson(decided, { ref, body: receiver, argument: null });
      }
      onReceived(receiver);
      return receipt;
    },

    async decisionsAfter(after, { grant, ledger }) {
      const sender = senderOf(grant);
      if (!/^\d{0,15}$/.test(after))
        throw new JukiError('OPERATION_INVALID', 'The cursor is that of an earlier answer.');
      const late = await storeOf(sender).decisionsAfter(sender, Number(after), page);
      ledger.asBatch();
      await holdChanges(late.decisions, { subjects, ledger, bodyOf: () => receiverOf(sender) });
      return late;
    },

    async receivedFrom(first, { grant, ledger }) {
      const sender = senderOf(grant);
      const state = await storeOf(sender).receivedFrom(sender, first, page);
      const refs = await subjects.refsOfKnown(state.received.map(({ decision }) => decision));
      ledger.asBatch();
      for (const [index, received] of state.received.entries()) {
        const ref = refs[index];
        const shown = [received, received.decision, received.notification].flatMap((object) => object ?? []);
        if (ref)
          for (const object of shown) ledger.holdPerson(object, { ref, body: receiverOf(sender), argument: null });
      }
      return state;
    },
  };
}

/** The body for which a machine acts: the purposes of the flow reach the sender's own area and nothing else. */
function senderOf({ scope }: Pick<Grant, 'scope'>): string {
  if (scope.reach === 'own-municipality') return scope.municipality;
  if (scope.reach === 'own-prefecture') return withCheckDigit(`${scope.prefecture}000`);
  throw new JukiError('CHANGE_BATCH_INVALID', 'Only a municipality or a prefecture notifies.');
}
