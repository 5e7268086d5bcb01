import { prefecturalAnswerCorrection } from './resolvers/Mutation/prefecturalAnswerCorrection.ts';
import { prefecturalAnswerDisclosure } from './resolvers/Mutation/prefecturalAnswerDisclosure.ts';
import { prefecturalAskDisclosure } from './resolvers/Mutation/prefecturalAskDisclosure.ts';
import { prefecturalExtendDisclosure } from './resolvers/Mutation/prefecturalExtendDisclosure.ts';
import { prefecturalNoteDisclosureHandedOver } from './resolvers/Mutation/prefecturalNoteDisclosureHandedOver.ts';
import { prefecturalNoteDisclosurePrinted } from './resolvers/Mutation/prefecturalNoteDisclosurePrinted.ts';
import { prefecturalReceiveCorrection } from './resolvers/Mutation/prefecturalReceiveCorrection.ts';
import { prefecturalReceiveDisclosure } from './resolvers/Mutation/prefecturalReceiveDisclosure.ts';
import { prefecturalReportCorrection } from './resolvers/Mutation/prefecturalReportCorrection.ts';
import { prefecturalTakeCorrection } from './resolvers/Mutation/prefecturalTakeCorrection.ts';
import { PrefecturalCorrection } from './resolvers/PrefecturalCorrection.ts';
import { PrefecturalDisclosure } from './resolvers/PrefecturalDisclosure.ts';
import { ownPrefecturalUses } from './resolvers/Query/ownPrefecturalUses.ts';
import { prefecturalCorrections } from './resolvers/Query/prefecturalCorrections.ts';
import { prefecturalDisclosure } from './resolvers/Query/prefecturalDisclosure.ts';
import { prefecturalDisclosures } from './resolvers/Query/prefecturalDisclosures.ts';

/** The resolvers of the module, by coordinate. */
export const resolvers = {
  Query: { ownPrefecturalUses, prefecturalCorrections, prefecturalDisclosure, prefecturalDisclosures },
  Mutation: {
    prefecturalAnswerCorrection,
    prefecturalAnswerDisclosure,
    prefecturalAskDisclosure,
    prefecturalExtendDisclosure,
    prefecturalNoteDisclosureHandedOver,
    prefecturalNoteDisclosurePrinted,
    prefecturalReceiveCorrection,
    prefecturalReceiveDisclosure,
    prefecturalReportCorrection,
    prefecturalTakeCorrection,
  },
  PrefecturalDisclosure,
  PrefecturalCorrection,
};
