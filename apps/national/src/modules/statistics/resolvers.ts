import { nationalNotificationCounts } from './resolvers/Query/nationalNotificationCounts.ts';
import { nationalProvisionBook } from './resolvers/Query/nationalProvisionBook.ts';
import { nationalProvisionReport } from './resolvers/Query/nationalProvisionReport.ts';

/** The resolvers of the module, by coordinate. */
export const resolvers = { Query: { nationalNotificationCounts, nationalProvisionBook, nationalProvisionReport } };
