import type { ShownFinding } from '@juki/consistency/tier';
import type { RegistryContext } from '@juki/subgraph-runtime';

/** 相違: leads to the person, for those who may see the records. */
export const MunicipalConsistencyFinding = {
  person: ({ ref }: ShownFinding, _none: unknown, { records }: RegistryContext) => records.person(ref),
};
