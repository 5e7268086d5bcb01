import { PrefecturalSearchResult } from './resolvers/PrefecturalSearchResult.ts';

/** The resolvers of the module, by coordinate. */
export const resolvers = { PrefecturalSearchResult };
