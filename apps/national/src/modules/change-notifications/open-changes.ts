import { createDeadlines, createReceiving, createSubjectRepository } from '@juki/change-flow';
import { createChangeStore } from '@juki/change-notification/store';
import { keepsResidentRegister, municipalities } from '@juki/identifiers';
import { logFault, type OpenedServices, type ServiceParts } from '@juki/subgraph-runtime';
import type { ChangeServices } from './change-services.ts';

const agency = 'jlis';

/** Opens the module: the file of the agency (機構), to which every prefecture notifies. */
export function openChanges(parts: ServiceParts): OpenedServices<ChangeServices> {
  const { writer: pool, keys, crypto, clock, log, keysOfSender: keysOf } = parts;
  // A departure is waited for where its municipality is of the network: every body below is known by its keys.
  const covers = (municipalityCode: string) => keysOf(municipalityCode).length > 0;
  const store = createChangeStore({ tier: 'national', pool, keys, clock, covers, keysOf });
  const everywhere = municipalities()
    .filter(keepsResidentRegister)
    .map(({ code }) => code);
  const onFault = logFault(log, `changes of ${agency}`);
  const subjects = createSubjectRepository(pool, { crypto, keys });
  return {
    services: {
      receiving: createReceiving({
        storeOf: () => store,
        subjects,
        receiverOf: () => agency,
        onReceived: () => undefined,
      }),
    },
    workers: [createDeadlines({ body: agency, store, receives: true, municipalities: everywhere, onFault })],
    close: async () => undefined,
  };
}
