import { MunicipalCorrection } from './resolvers/MunicipalCorrection.ts';
import { municipalDecideCorrection } from './resolvers/Mutation/municipalDecideCorrection.ts';
import { municipalCorrections } from './resolvers/Query/municipalCorrections.ts';
import { municipalUses } from './resolvers/Query/municipalUses.ts';
import { ownMunicipalUses } from './resolvers/Query/ownMunicipalUses.ts';

/** The resolvers of the module, by coordinate. */
export const resolvers = {
  Query: { municipalCorrections, ownMunicipalUses, municipalUses },
  Mutation: { municipalDecideCorrection },
  MunicipalCorrection,
};
