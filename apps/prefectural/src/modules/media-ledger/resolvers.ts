import { prefecturalRecordMedium } from './resolvers/Mutation/prefecturalRecordMedium.ts';
import { prefecturalMedia } from './resolvers/Query/prefecturalMedia.ts';
import { prefecturalMediaDue } from './resolvers/Query/prefecturalMediaDue.ts';

/** The resolvers of the module, by coordinate. */
export const resolvers = { Query: { prefecturalMedia, prefecturalMediaDue }, Mutation: { prefecturalRecordMedium } };
