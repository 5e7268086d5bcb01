import type { OpenedServices, ServiceParts } from '@juki/subgraph-runtime';
import { createUseHistory, type UseHistory } from '../tier/use-history.ts';
import { type CorrectionCases, createCorrectionCases } from './correction-cases.ts';
import { createCorrectionRelay } from './correction-relay.ts';

/** What the municipal tier offers its resolvers. */
export interface MunicipalDisclosure {
  readonly cases: CorrectionCases;
  readonly uses: UseHistory;
}

/** Opens the clerk's desk for corrections, the worker of the CS, and the history of uses. */
export function openMunicipalDisclosure(parts: ServiceParts): OpenedServices<MunicipalDisclosure> {
  const relay = createCorrectionRelay(parts);
  const cases = createCorrectionCases({
    writer: parts.writer,
    onSeen: () => relay.poke(),
    onDecided: () => relay.poke(),
  });
  return {
    services: { cases, uses: createUseHistory(parts) },
    workers: [relay],
    close: async () => undefined,
  };
}
