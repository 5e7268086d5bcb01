import type { MunicipalDisclosure } from '@juki/disclosure/municipality';
import type { RegistryContext } from '@juki/subgraph-runtime';

/** The context of this module's resolvers. */
export type MunicipalDisclosureContext = RegistryContext<{ readonly disclosure: MunicipalDisclosure }>;
