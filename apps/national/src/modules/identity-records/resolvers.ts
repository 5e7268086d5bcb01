import { NationalRecord } from './resolvers/NationalRecord.ts';
import { Person } from './resolvers/Person.ts';
import { nationalSearch } from './resolvers/Query/nationalSearch.ts';
import { ownNationalRecord } from './resolvers/Query/ownNationalRecord.ts';

/** The resolvers of the module, by coordinate. */
export const resolvers = { Query: { nationalSearch, ownNationalRecord }, Person, NationalRecord };
