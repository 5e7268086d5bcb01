import { notifyGovernor } from './resolvers/Mutation/notifyGovernor.ts';
import { resumePrefecturalNotifications } from './resolvers/Mutation/resumePrefecturalNotifications.ts';
import { PrefecturalChangeOutbox } from './resolvers/PrefecturalChangeOutbox.ts';
import { prefecturalChangeDecisions } from './resolvers/Query/prefecturalChangeDecisions.ts';
import { prefecturalChangeOutbox } from './resolvers/Query/prefecturalChangeOutbox.ts';
import { prefecturalReceivedChanges } from './resolvers/Query/prefecturalReceivedChanges.ts';

/** The resolvers of the module, by coordinate. */
export const resolvers = {
  Query: { prefecturalChangeDecisions, prefecturalChangeOutbox, prefecturalReceivedChanges },
  Mutation: { notifyGovernor, resumePrefecturalNotifications },
  PrefecturalChangeOutbox,
};
