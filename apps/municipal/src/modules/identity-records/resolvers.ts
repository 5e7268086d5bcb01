import { MunicipalRecord } from './resolvers/MunicipalRecord.ts';
import { Person } from './resolvers/Person.ts';
import { municipalSearch } from './resolvers/Query/municipalSearch.ts';

/** The resolvers of the module, by coordinate. */
export const resolvers = { Query: { municipalSearch }, Person, MunicipalRecord };
