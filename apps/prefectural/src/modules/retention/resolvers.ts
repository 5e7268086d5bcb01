import { prefecturalApproveErasure } from './resolvers/Mutation/prefecturalApproveErasure.ts';
import { prefecturalAskLegalHoldRelease } from './resolvers/Mutation/prefecturalAskLegalHoldRelease.ts';
import { prefecturalConfirmLegalHold } from './resolvers/Mutation/prefecturalConfirmLegalHold.ts';
import { prefecturalEnterLegalHold } from './resolvers/Mutation/prefecturalEnterLegalHold.ts';
import { prefecturalProposeErasure } from './resolvers/Mutation/prefecturalProposeErasure.ts';
import { prefecturalRefuseErasure } from './resolvers/Mutation/prefecturalRefuseErasure.ts';
import { prefecturalReleaseLegalHold } from './resolvers/Mutation/prefecturalReleaseLegalHold.ts';
import { prefecturalErasureOrders } from './resolvers/Query/prefecturalErasureOrders.ts';
import { prefecturalLegalHolds } from './resolvers/Query/prefecturalLegalHolds.ts';

/** The resolvers of the module, by coordinate. */
export const resolvers = {
  Query: { prefecturalErasureOrders, prefecturalLegalHolds },
  Mutation: {
    prefecturalApproveErasure,
    prefecturalAskLegalHoldRelease,
    prefecturalConfirmLegalHold,
    prefecturalEnterLegalHold,
    prefecturalProposeErasure,
    prefecturalRefuseErasure,
    prefecturalReleaseLegalHold,
  },
};
