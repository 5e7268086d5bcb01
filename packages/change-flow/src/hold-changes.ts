import type { AccessLedger } from '@juki/subgraph-runtime';
import type { KnownChange, SubjectRepository } from './subject-repository.ts';

/** Puts the persons of a list of changes into the log of the body that shows it: a list is an access to each of them. */
export async function holdChanges(
  changes: readonly KnownChange[],
  {
    subjects,
    ledger,
    bodyOf,
  }: {
    readonly subjects: SubjectRepository;
    readonly ledger: Pick<AccessLedger, 'holdPerson' | 'asBatch'>;
    readonly bodyOf: (municipalityCode: string) => string;
  },
): Promise<void> {
  const refs = changes.length === 0 ? [] : await subjects.refsOfKnown(changes);
  if (changes.length > 1) ledger.asBatch();
  for (const [index, change] of changes.entries()) {
    const ref = refs[index];
    if (ref) ledger.holdPerson(change, { ref, body: bodyOf(change.municipalityCode), argument: null });
  }
}
