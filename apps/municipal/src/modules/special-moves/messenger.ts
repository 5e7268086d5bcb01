import { invariant } from '@juki/errors';
import type { ServiceParts } from '@juki/subgraph-runtime';
import type { MoveMessage, MoveMessageRepository } from './move-message-repository.ts';
import { openNotice } from './move-notice.ts';
import type { MoveServices } from './move-services.ts';
import type { Receipt } from './receive-messages.ts';
import { openFiling } from './register-move-in.ts';

/** What the messenger needs. */
export interface MessengerOptions extends Pick<ServiceParts, 'clock' | 'machineOf' | 'bodies'> {
  readonly messages: MoveMessageRepository;
  readonly services: Pick<MoveServices, 'outs' | 'ins' | 'crypto'>;
  readonly onFault: (fault: unknown) => void;
}

const purpose = 'juki-move-exchange';

const documents = {
  NOTICE:
    'mutation DeliverMoveNotice($message: MunicipalMoveNoticeMessage!) { receipt: deliverMoveNotice(notice: $message) { outcome } }',
  ASK: 'mutation AskMoveNotice($message: MunicipalMoveAskMessage!) { receipt: askMoveNotice(ask: $message) { outcome } }',
  CONFIRMATION:
    'mutation ConfirmMoveOut($message: MunicipalMoveConfirmationMessage!) { receipt: confirmMoveOut(confirmation: $message) { outcome } }',
} as const;

/**
 * One round: sends what the municipalities owe each other (住民基本台帳法9条1項, 24条の2第3項・5項・6項), each as its own machine, through the
 * gateway. At least once: the number of a message makes the second time harmless. What does not arrive waits, and what the
 * receiver refuses is not sent again.
 */
export function messengerRound({ messages, services, clock, machineOf, bodies, onFault }: MessengerOptions) {
  async function deliver(message: MoveMessage): Promise<void> {
    const variables = { message: await contentOf(services, message) };
    const { data, errors } = await machineOf(message.municipalityCode).request<{ receipt: Receipt | null }>({
      document: documents[message.kind],
      variables,
      purpose,
    });
    const outcome = data?.receipt?.outcome;
    invariant(outcome !== undefined, `a receiver answered a message with ${errors.length} errors`);
    const now = new Date(clock());
    if (outcome !== 'RECEIVED') return messages.refused(message, outcome);
    await arrived(services, message, now);
    await messages.delivered(message, now);
  }

  return async function round(signal: AbortSignal): Promise<'again' | 'idle'> {
    const due = await messages.due(bodies.all, new Date(clock()));
    for (const message of due) {
      if (signal.aborted) return 'idle';
      try {
        await deliver(message);
      } catch (fault) {
        // One receiver that cannot be reached holds nobody else up.
        onFault(fault);
        await messages.postpone(message, new Date(clock()));
      }
    }
    return due.length > 0 ? 'again' : 'idle';
  };
}

type Kept = MessengerOptions['services'];

async function contentOf(
  { outs, ins, crypto }: Kept,
  { municipalityCode, messageId, receiverCode, kind, about }: MoveMessage,
) {
  const head = { messageId, to: receiverCode };
  if (kind === 'NOTICE') {
    const moveOut = await outs.find(municipalityCode, about);
    invariant(moveOut, 'a notice is about an announced move');
    const people = await outs.people(municipalityCode, about);
    const notices = people.map(({ ref, noticeSealed }) => openNotice(crypto, ref, noticeSealed));
    return { ...head, moveKey: about, plannedOn: moveOut.plannedOn, people: notices };
  }
  const moveIn = await ins.find(municipalityCode, about);
  invariant(moveIn, 'it is about a filing');
  const { name, residentCode, address } = openFiling({ crypto }, moveIn);
  const person = { ...head, name, residentCode };
  return kind === 'ASK' ? person : { ...person, address, movedOn: moveIn.movedOn };
}

async function arrived({ outs, ins }: Kept, { municipalityCode, kind, about }: MoveMessage, now: Date): Promise<void> {
  if (kind === 'NOTICE') await outs.notified(municipalityCode, about, now);
  if (kind === 'CONFIRMATION') await ins.confirmed(municipalityCode, about, now);
}
