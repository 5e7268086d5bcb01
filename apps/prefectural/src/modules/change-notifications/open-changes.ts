import {
  createDeadlines,
  createReceiving,
  createSender,
  createSubjectRepository,
  createUpperTier,
} from '@juki/change-flow';
import { createChangeStore } from '@juki/change-notification/store';
import { JukiError } from '@juki/errors';
import { municipalitiesOf } from '@juki/identifiers';
import { logFault, type OpenedServices, type ServiceParts } from '@juki/subgraph-runtime';
import type { ChangeServices } from './change-services.ts';

/** Opens the module: for each prefecture of the process its file, and an outbox loop to the agency (機構). */
export function openChanges(parts: ServiceParts): OpenedServices<ChangeServices> {
  const { writer: pool, keys, crypto, clock, log, bodies, machineOf, keysOfSender: keysOf } = parts;
  const subjects = createSubjectRepository(pool, { crypto, keys });
  const prefectures = bodies.all.map((body) => {
    const area = body.slice(0, 2);
    // A move from another prefecture is not waited for: its other half goes to another governor.
    const covers = (municipality: string) => municipality.startsWith(area) && keysOf(municipality).length > 0;
    const store = createChangeStore({ tier: 'prefectural', pool, keys, clock, covers, keysOf });
    const onFault = logFault(log, `changes of ${body}`);
    const sender = createSender({ body, store, upper: createUpperTier(machineOf(body), 'national'), clock, onFault });
    const municipalities = municipalitiesOf(area).map(({ code }) => code);
    const deadlines = createDeadlines({ body, store, receives: true, municipalities, onFault });
    return { area, body, store, sender, deadlines };
  });
  const ofArea = (area: string) => {
    const found = prefectures.find((prefecture) => prefecture.area === area);
    if (found) return found;
    throw new JukiError('INTERNAL', `A prefecture that this process does not host: ${area}.`);
  };
  return {
    services: {
      receiving: createReceiving({
        storeOf: (sender) => ofArea(sender.slice(0, 2)).store,
        subjects,
        receiverOf: (sender) => ofArea(sender.slice(0, 2)).body,
        onReceived: (receiver) => ofArea(receiver.slice(0, 2)).sender.poke(),
      }),
      senderOf: (area) => ofArea(area).sender,
    },
    workers: prefectures.flatMap(({ sender, deadlines }) => [sender, deadlines]),
    close: async () => undefined,
  };
}
