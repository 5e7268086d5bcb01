import { requestWideAreaIssue } from './resolvers/Mutation/requestWideAreaIssue.ts';
import { municipalWideAreaAnswers } from './resolvers/Query/municipalWideAreaAnswers.ts';

/** The resolvers of the module, by coordinate. */
export const resolvers = { Query: { municipalWideAreaAnswers }, Mutation: { requestWideAreaIssue } };
