import type { ChangeSender, Receiving } from '@juki/change-flow';
import type { RegistryContext } from '@juki/subgraph-runtime';

/** What the resolvers of this module use. */
export interface ChangeServices {
  readonly receiving: Receiving;
  /** The outbox of a prefecture that this process hosts, to the agency (機構). */
  readonly senderOf: (prefecture: string) => ChangeSender;
}

/** The context of this module's resolvers. */
export type ChangeContext = RegistryContext<{ readonly 'change-notifications': ChangeServices }>;
