import { Person } from './resolvers/Person.ts';
import { PrefecturalRecord } from './resolvers/PrefecturalRecord.ts';
import { ownPrefecturalRecord } from './resolvers/Query/ownPrefecturalRecord.ts';
import { prefecturalSearch } from './resolvers/Query/prefecturalSearch.ts';

/** The resolvers of the module, by coordinate. */
export const resolvers = { Query: { prefecturalSearch, ownPrefecturalRecord }, Person, PrefecturalRecord };
