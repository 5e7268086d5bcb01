import { prefecturalRecordConsent } from './resolvers/Mutation/prefecturalRecordConsent.ts';
import { prefecturalWithdrawConsent } from './resolvers/Mutation/prefecturalWithdrawConsent.ts';
import { prefecturalConsents } from './resolvers/Query/prefecturalConsents.ts';

/** The resolvers of the module, by coordinate. */
export const resolvers = {
  Query: { prefecturalConsents },
  Mutation: { prefecturalRecordConsent, prefecturalWithdrawConsent },
};
