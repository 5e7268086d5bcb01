import { closeNationalConsistencyRun } from './resolvers/Mutation/closeNationalConsistencyRun.ts';
import { openNationalConsistencyRun } from './resolvers/Mutation/openNationalConsistencyRun.ts';
import { nationalConsistencyPeople } from './resolvers/Query/nationalConsistencyPeople.ts';
import { nationalConsistencyRanges } from './resolvers/Query/nationalConsistencyRanges.ts';
import { nationalConsistencyRecords } from './resolvers/Query/nationalConsistencyRecords.ts';

/** The resolvers of the module, by coordinate. */
export const resolvers = {
  Query: { nationalConsistencyRanges, nationalConsistencyPeople, nationalConsistencyRecords },
  Mutation: { openNationalConsistencyRun, closeNationalConsistencyRun },
};
