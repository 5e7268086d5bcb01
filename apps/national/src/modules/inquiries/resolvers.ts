import { NationalInquiry } from './resolvers/NationalInquiry.ts';

/** The resolvers of the module, by coordinate. */
export const resolvers = { NationalInquiry };
