import { closePrefecturalConsistencyRun } from './resolvers/Mutation/closePrefecturalConsistencyRun.ts';
import { openPrefecturalConsistencyRun } from './resolvers/Mutation/openPrefecturalConsistencyRun.ts';
import { requestPrefecturalConsistencyChecks } from './resolvers/Mutation/requestPrefecturalConsistencyChecks.ts';
import { startPrefecturalConsistencyCheck } from './resolvers/Mutation/startPrefecturalConsistencyCheck.ts';
import { PrefecturalConsistencyFinding } from './resolvers/PrefecturalConsistencyFinding.ts';
import { PrefecturalConsistencyRun } from './resolvers/PrefecturalConsistencyRun.ts';
import { prefecturalConsistencyDifferences } from './resolvers/Query/prefecturalConsistencyDifferences.ts';
import { prefecturalConsistencyPeople } from './resolvers/Query/prefecturalConsistencyPeople.ts';
import { prefecturalConsistencyRanges } from './resolvers/Query/prefecturalConsistencyRanges.ts';
import { prefecturalConsistencyRecords } from './resolvers/Query/prefecturalConsistencyRecords.ts';
import { prefecturalConsistencyRequests } from './resolvers/Query/prefecturalConsistencyRequests.ts';
import { prefecturalConsistencyRun } from './resolvers/Query/prefecturalConsistencyRun.ts';
import { prefecturalConsistencyRuns } from './resolvers/Query/prefecturalConsistencyRuns.ts';
import { prefecturalConsistencySummary } from './resolvers/Query/prefecturalConsistencySummary.ts';

/** The resolvers of the module, by coordinate. */
export const resolvers = {
  Query: {
    prefecturalConsistencyRanges,
    prefecturalConsistencyPeople,
    prefecturalConsistencyRecords,
    prefecturalConsistencyRuns,
    prefecturalConsistencyRun,
    prefecturalConsistencyDifferences,
    prefecturalConsistencyRequests,
    prefecturalConsistencySummary,
  },
  Mutation: {
    openPrefecturalConsistencyRun,
    closePrefecturalConsistencyRun,
    startPrefecturalConsistencyCheck,
    requestPrefecturalConsistencyChecks,
  },
  PrefecturalConsistencyRun,
  PrefecturalConsistencyFinding,
};
