import { nationalAnswerCorrection } from './resolvers/Mutation/nationalAnswerCorrection.ts';
import { nationalAnswerDisclosure } from './resolvers/Mutation/nationalAnswerDisclosure.ts';
import { nationalAskDisclosure } from './resolvers/Mutation/nationalAskDisclosure.ts';
import { nationalExtendDisclosure } from './resolvers/Mutation/nationalExtendDisclosure.ts';
import { nationalNoteDisclosureHandedOver } from './resolvers/Mutation/nationalNoteDisclosureHandedOver.ts';
import { nationalNoteDisclosurePrinted } from './resolvers/Mutation/nationalNoteDisclosurePrinted.ts';
import { nationalReceiveCorrection } from './resolvers/Mutation/nationalReceiveCorrection.ts';
import { nationalReceiveDisclosure } from './resolvers/Mutation/nationalReceiveDisclosure.ts';
import { nationalReportCorrection } from './resolvers/Mutation/nationalReportCorrection.ts';
import { nationalTakeCorrection } from './resolvers/Mutation/nationalTakeCorrection.ts';
import { NationalCorrection } from './resolvers/NationalCorrection.ts';
import { NationalDisclosure } from './resolvers/NationalDisclosure.ts';
import { nationalCorrections } from './resolvers/Query/nationalCorrections.ts';
import { nationalDisclosure } from './resolvers/Query/nationalDisclosure.ts';
import { nationalDisclosures } from './resolvers/Query/nationalDisclosures.ts';
import { ownNationalUses } from './resolvers/Query/ownNationalUses.ts';

/** The resolvers of the module, by coordinate. */
export const resolvers = {
  Query: { ownNationalUses, nationalCorrections, nationalDisclosure, nationalDisclosures },
  Mutation: {
    nationalAnswerCorrection,
    nationalAnswerDisclosure,
    nationalAskDisclosure,
    nationalExtendDisclosure,
    nationalNoteDisclosureHandedOver,
    nationalNoteDisclosurePrinted,
    nationalReceiveCorrection,
    nationalReceiveDisclosure,
    nationalReportCorrection,
    nationalTakeCorrection,
  },
  NationalDisclosure,
  NationalCorrection,
};
