import type { PersonCodes, SubjectRepository } from '@juki/change-flow';
import type { Acceptance, ChangeStore } from '@juki/change-notification/store';
import { JukiError } from '@juki/errors';
import type { AccessLedger } from '@juki/subgraph-runtime';

/** An event as the graph hands it over: each field as it was sent, or not at all. */
export type UnverifiedEvent = Readonly<Record<string, unknown>>;

/** Takes changes in (異動の受付). */
export interface ChangeIntake {
  register(
    municipalityCode: string,
    events: readonly UnverifiedEvent[],
    ledger: Pick<AccessLedger, 'holdPerson' | 'asBatch'>,
  ): Promise<readonly Acceptance[]>;
}

/** What it is made of. */
export interface IntakeOptions {
  readonly store: Pick<ChangeStore, 'accept'>;
  readonly subjects: SubjectRepository;
  /** Told that something stands in the outbox. */
  readonly onAccepted: (municipalityCode: string) => void;
}

/** As many as fit into one request and into the answer's time; whoever has more sends them one list after the other. */
const mostEvents = 400;

/** Makes the intake: into the file and the outbox, and, person by person, into the log of the municipality. */
export function createChangeIntake({ store, subjects, onAccepted }: IntakeOptions): ChangeIntake {
  return {
    async register(municipalityCode, events, ledger) {
      if (events.length > mostEvents) {
        throw new JukiError(
          'OPERATION_TOO_LARGE',
          `One list holds ${mostEvents} changes at most; send the rest after it.`,
        );
      }
      const acceptances = await store.accept(municipalityCode, events);
      if (acceptances.some(({ outcome }) => outcome === 'ACCEPTED')) onAccepted(municipalityCode);
      const named = acceptances.flatMap((acceptance, index) => {
        const codes = codesOf(events[index] ?? {});
        return codes ? [{ acceptance, codes }] : [];
      });
      const refs = await subjects.refsOf(named.map(({ codes }) => codes));
      if (events.length > 1) ledger.asBatch();
      for (const [index, { acceptance }] of named.entries()) {
        ledger.holdPerson(acceptance, { ref: refs[index] ?? '', body: municipalityCode, argument: null });
      }
      return acceptances;
    },
  };
}

/** Whom an event names; nobody, where it holds no code. */
function codesOf(event: UnverifiedEvent): PersonCodes | undefined {
  const text = (field: string) => (typeof event[field] === 'string' ? String(event[field]) : null);
  const residentCode = text('residentCode');
  return residentCode === null
    ? undefined
    : {
        residentCode,
        previousResidentCode: text('previousResidentCode'),
        firstResidentCode: text('firstResidentCode'),
      };
}
