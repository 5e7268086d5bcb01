import { MunicipalChangeAcceptance } from './resolvers/MunicipalChangeAcceptance.ts';
import { MunicipalChangeOutbox } from './resolvers/MunicipalChangeOutbox.ts';
import { MunicipalChangeRefusal } from './resolvers/MunicipalChangeRefusal.ts';
import { registerChangeEvents } from './resolvers/Mutation/registerChangeEvents.ts';
import { resumeMunicipalNotifications } from './resolvers/Mutation/resumeMunicipalNotifications.ts';
import { municipalChange } from './resolvers/Query/municipalChange.ts';
import { municipalChangeOutbox } from './resolvers/Query/municipalChangeOutbox.ts';
import { municipalChangeRefusals } from './resolvers/Query/municipalChangeRefusals.ts';

/** The resolvers of the module, by coordinate. */
export const resolvers = {
  Query: { municipalChange, municipalChangeOutbox, municipalChangeRefusals },
  Mutation: { registerChangeEvents, resumeMunicipalNotifications },
  MunicipalChangeAcceptance,
  MunicipalChangeOutbox,
  MunicipalChangeRefusal,
};
