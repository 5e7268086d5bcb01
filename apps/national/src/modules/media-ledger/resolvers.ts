import { nationalRecordMedium } from './resolvers/Mutation/nationalRecordMedium.ts';
import { nationalMedia } from './resolvers/Query/nationalMedia.ts';
import { nationalMediaDue } from './resolvers/Query/nationalMediaDue.ts';

/** The resolvers of the module, by coordinate. */
export const resolvers = { Query: { nationalMedia, nationalMediaDue }, Mutation: { nationalRecordMedium } };
