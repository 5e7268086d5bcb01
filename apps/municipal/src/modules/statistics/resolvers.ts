import { municipalNotificationCounts } from './resolvers/Query/municipalNotificationCounts.ts';
import { municipalProvisionBook } from './resolvers/Query/municipalProvisionBook.ts';
import { municipalProvisionReport } from './resolvers/Query/municipalProvisionReport.ts';

/** The resolvers of the module, by coordinate. */
export const resolvers = { Query: { municipalNotificationCounts, municipalProvisionBook, municipalProvisionReport } };
