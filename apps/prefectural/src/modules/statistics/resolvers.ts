import { prefecturalMoves } from './resolvers/Query/prefecturalMoves.ts';
import { prefecturalNotificationCounts } from './resolvers/Query/prefecturalNotificationCounts.ts';
import { prefecturalPopulation } from './resolvers/Query/prefecturalPopulation.ts';
import { prefecturalProvisionBook } from './resolvers/Query/prefecturalProvisionBook.ts';
import { prefecturalProvisionReport } from './resolvers/Query/prefecturalProvisionReport.ts';

/** The resolvers of the module, by coordinate. */
export const resolvers = {
  Query: {
    prefecturalMoves,
    prefecturalNotificationCounts,
    prefecturalPopulation,
    prefecturalProvisionBook,
    prefecturalProvisionReport,
  },
};
