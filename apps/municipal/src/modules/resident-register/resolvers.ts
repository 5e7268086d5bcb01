import { MunicipalRecord } from './resolvers/MunicipalRecord.ts';
import { MunicipalRegisterEntry } from './resolvers/MunicipalRegisterEntry.ts';

/** The resolvers of the module, by coordinate. */
export const resolvers = { MunicipalRecord, MunicipalRegisterEntry };
