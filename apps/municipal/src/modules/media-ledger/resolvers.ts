import { municipalRecordMedium } from './resolvers/Mutation/municipalRecordMedium.ts';
import { municipalMedia } from './resolvers/Query/municipalMedia.ts';
import { municipalMediaDue } from './resolvers/Query/municipalMediaDue.ts';

/** The resolvers of the module, by coordinate. */
export const resolvers = { Query: { municipalMedia, municipalMediaDue }, Mutation: { municipalRecordMedium } };
