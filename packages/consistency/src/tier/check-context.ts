import type { Grant } from '@juki/grants';

/** Whose data an object of an answer shows, and in which body's file. */
interface Holding {
  readonly ref: string;
  readonly body: string;
  readonly argument: null;
}

/** What the answers of a check need of the context of a request; `RegistryContext` of the subgraph runtime fits. */
export interface CheckContext<Services> {
  readonly grant: Pick<Grant, 'scope' | 'actor'>;
  readonly ledger: {
    holdRow<T extends object>(row: T, holding: Holding): T;
    asBatch(): void;
  };
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly services: { readonly consistency: Services };
}
