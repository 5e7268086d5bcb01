import { MunicipalConsistencyFinding } from './resolvers/MunicipalConsistencyFinding.ts';
import { MunicipalConsistencyRun } from './resolvers/MunicipalConsistencyRun.ts';
import { startMunicipalConsistencyCheck } from './resolvers/Mutation/startMunicipalConsistencyCheck.ts';
import { municipalConsistencyDifferences } from './resolvers/Query/municipalConsistencyDifferences.ts';
import { municipalConsistencyRun } from './resolvers/Query/municipalConsistencyRun.ts';
import { municipalConsistencyRuns } from './resolvers/Query/municipalConsistencyRuns.ts';

/** The resolvers of the module, by coordinate. */
export const resolvers = {
  Query: { municipalConsistencyRuns, municipalConsistencyRun, municipalConsistencyDifferences },
  Mutation: { startMunicipalConsistencyCheck },
  MunicipalConsistencyRun,
  MunicipalConsistencyFinding,
};
