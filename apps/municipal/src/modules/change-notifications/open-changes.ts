import { createDeadlines, createSender, createSubjectRepository, createUpperTier } from '@juki/change-flow';
import { createChangeStore } from '@juki/change-notification/store';
import { JukiError } from '@juki/errors';
import { logFault, type OpenedServices, type ServiceParts } from '@juki/subgraph-runtime';
import { createChangeIntake } from './change-intake.ts';
import type { ChangeServices } from './change-services.ts';
import { createFileDrop } from './file-drop/create-file-drop.ts';

/** Opens the module: a store, and for each municipality of the process an outbox loop and a watched folder. */
export function openChanges(parts: ServiceParts): OpenedServices<ChangeServices> {
  const { writer: pool, keys, crypto, clock, log, bodies, machineOf, folder } = parts;
  // A municipality keeps its own file and nobody notifies it: no sender is known, and no other file is waited for.
  const store = createChangeStore({ tier: 'municipal', pool, keys, clock, covers: () => false, keysOf: () => [] });
  const subjects = createSubjectRepository(pool, { crypto, keys });
  const senders = new Map(
    bodies.all.map((body) => {
      const upper = createUpperTier(machineOf(body), 'prefectural');
      return [body, createSender({ body, store, upper, clock, onFault: logFault(log, `changes of ${body}`) })] as const;
    }),
  );
  const drops = bodies.all.map((municipalityCode) =>
    createFileDrop({
      folder,
      municipalityCode,
      client: machineOf(municipalityCode),
      clock,
      onFault: logFault(log, `file drop of ${municipalityCode}`),
    }),
  );
  const deadlines = bodies.all.map((body) =>
    createDeadlines({
      body,
      store,
      receives: false,
      municipalities: [body],
      onFault: logFault(log, `deadlines of ${body}`),
    }),
  );
  const senderOf = (municipalityCode: string) => {
    const sender = senders.get(municipalityCode);
    if (sender) return sender;
    throw new JukiError('INTERNAL', `A municipality that this process does not host: ${municipalityCode}.`);
  };
  return {
    services: {
      intake: createChangeIntake({ store, subjects, onAccepted: (municipality) => senderOf(municipality).poke() }),
      store,
      subjects,
      senderOf,
    },
    workers: [...senders.values(), ...drops, ...deadlines],
    close: async () => undefined,
  };
}
