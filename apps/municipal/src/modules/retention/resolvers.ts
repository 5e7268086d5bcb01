import { municipalApproveErasure } from './resolvers/Mutation/municipalApproveErasure.ts';
import { municipalAskLegalHoldRelease } from './resolvers/Mutation/municipalAskLegalHoldRelease.ts';
import { municipalConfirmLegalHold } from './resolvers/Mutation/municipalConfirmLegalHold.ts';
import { municipalEnterLegalHold } from './resolvers/Mutation/municipalEnterLegalHold.ts';
import { municipalProposeErasure } from './resolvers/Mutation/municipalProposeErasure.ts';
import { municipalRefuseErasure } from './resolvers/Mutation/municipalRefuseErasure.ts';
import { municipalReleaseLegalHold } from './resolvers/Mutation/municipalReleaseLegalHold.ts';
import { municipalErasureOrders } from './resolvers/Query/municipalErasureOrders.ts';
import { municipalLegalHolds } from './resolvers/Query/municipalLegalHolds.ts';

/** The resolvers of the module, by coordinate. */
export const resolvers = {
  Query: { municipalErasureOrders, municipalLegalHolds },
  Mutation: {
    municipalApproveErasure,
    municipalAskLegalHoldRelease,
    municipalConfirmLegalHold,
    municipalEnterLegalHold,
    municipalProposeErasure,
    municipalRefuseErasure,
    municipalReleaseLegalHold,
  },
};
