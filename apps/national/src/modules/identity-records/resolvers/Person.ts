import type { IdentityRecord, Person as PersonSource } from '@juki/subgraph-runtime';
import type { NationalContext } from '../../../context.ts';

/** 人: known here by `ref` alone; whether the file holds a record is asked when the record is. */
export const Person = {
  __resolveReference({ ref }: { readonly ref: unknown }, { records }: NationalContext): PersonSource | null {
    return records.person(ref);
  },
  nationalRecord(person: PersonSource, _none: unknown, { records }: NationalContext): Promise<IdentityRecord | null> {
    return records.current(person);
  },
};
