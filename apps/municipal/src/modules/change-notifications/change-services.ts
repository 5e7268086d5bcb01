import type { ChangeSender, SubjectRepository } from '@juki/change-flow';
import type { ChangeStore } from '@juki/change-notification/store';
import type { RegistryContext } from '@juki/subgraph-runtime';
import type { ChangeIntake } from './change-intake.ts';

/** What the resolvers of this module use. */
export interface ChangeServices {
  readonly intake: ChangeIntake;
  readonly store: Pick<ChangeStore, 'refusals' | 'eventState'>;
  /** Whom changes are about. */
  readonly subjects: SubjectRepository;
  /** The outbox of a municipality that this process hosts. */
  readonly senderOf: (municipalityCode: string) => ChangeSender;
}

/** The context of this module's resolvers. */
export type ChangeContext = RegistryContext<{ readonly 'change-notifications': ChangeServices }>;
