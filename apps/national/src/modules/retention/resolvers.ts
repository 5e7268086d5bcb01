import { nationalApproveErasure } from './resolvers/Mutation/nationalApproveErasure.ts';
import { nationalAskLegalHoldRelease } from './resolvers/Mutation/nationalAskLegalHoldRelease.ts';
import { nationalConfirmLegalHold } from './resolvers/Mutation/nationalConfirmLegalHold.ts';
import { nationalEnterLegalHold } from './resolvers/Mutation/nationalEnterLegalHold.ts';
import { nationalProposeErasure } from './resolvers/Mutation/nationalProposeErasure.ts';
import { nationalRefuseErasure } from './resolvers/Mutation/nationalRefuseErasure.ts';
import { nationalReleaseLegalHold } from './resolvers/Mutation/nationalReleaseLegalHold.ts';
import { nationalErasureOrders } from './resolvers/Query/nationalErasureOrders.ts';
import { nationalLegalHolds } from './resolvers/Query/nationalLegalHolds.ts';

/** The resolvers of the module, by coordinate. */
export const resolvers = {
  Query: { nationalErasureOrders, nationalLegalHolds },
  Mutation: {
    nationalApproveErasure,
    nationalAskLegalHoldRelease,
    nationalConfirmLegalHold,
    nationalEnterLegalHold,
    nationalProposeErasure,
    nationalRefuseErasure,
    nationalReleaseLegalHold,
  },
};
