import type { IdentityRecord, Person as PersonSource } from '@juki/subgraph-runtime';
import type { MunicipalContext } from '../../../context.ts';

/** 人: known here by `ref` alone; whether the file holds a record is asked when the record is. */
export const Person = {
  __resolveReference({ ref }: { readonly ref: unknown }, { records }: MunicipalContext): PersonSource | null {
    return records.person(ref);
  },
  municipalRecord(person: PersonSource, _none: unknown, { records }: MunicipalContext): Promise<IdentityRecord | null> {
    return records.current(person);
  },
};
