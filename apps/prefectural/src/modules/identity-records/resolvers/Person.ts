import type { IdentityRecord, Person as PersonSource, RegistryContext } from '@juki/subgraph-runtime';

/** 人: known here by `ref` alone; whether the file holds a record is asked when the record is. */
export const Person = {
  __resolveReference({ ref }: { readonly ref: unknown }, { records }: RegistryContext): PersonSource | null {
    return records.person(ref);
  },
  prefecturalRecord(
    person: PersonSource,
    _none: unknown,
    { records }: RegistryContext,
  ): Promise<IdentityRecord | null> {
    return records.current(person);
  },
};
