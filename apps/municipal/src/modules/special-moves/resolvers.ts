import { announceMoveOut } from './resolvers/Mutation/announceMoveOut.ts';
import { askMoveNotice } from './resolvers/Mutation/askMoveNotice.ts';
import { confirmMoveOut } from './resolvers/Mutation/confirmMoveOut.ts';
import { deliverMoveNotice } from './resolvers/Mutation/deliverMoveNotice.ts';
import { eraseUnclaimedMoveNotices } from './resolvers/Mutation/eraseUnclaimedMoveNotices.ts';
import { fileMoveIn } from './resolvers/Mutation/fileMoveIn.ts';
import { registerMoveIn } from './resolvers/Mutation/registerMoveIn.ts';
import { municipalMoveIn } from './resolvers/Query/municipalMoveIn.ts';
import { municipalMoveNotices } from './resolvers/Query/municipalMoveNotices.ts';
import { municipalMoveOut } from './resolvers/Query/municipalMoveOut.ts';

/** The resolvers of the module, by coordinate. */
export const resolvers = {
  Query: { municipalMoveOut, municipalMoveIn, municipalMoveNotices },
  Mutation: {
    announceMoveOut,
    fileMoveIn,
    registerMoveIn,
    deliverMoveNotice,
    askMoveNotice,
    confirmMoveOut,
    eraseUnclaimedMoveNotices,
  },
};
