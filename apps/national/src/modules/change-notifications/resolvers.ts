import { notifyAgency } from './resolvers/Mutation/notifyAgency.ts';
import { nationalChangeDecisions } from './resolvers/Query/nationalChangeDecisions.ts';
import { nationalReceivedChanges } from './resolvers/Query/nationalReceivedChanges.ts';

/** The resolvers of the module, by coordinate. */
export const resolvers = {
  Query: { nationalChangeDecisions, nationalReceivedChanges },
  Mutation: { notifyAgency },
};
