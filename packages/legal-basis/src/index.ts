export type { Catalogue, Citation, Item } from './catalogue.ts';
export { contains, type Interval, type LegalDate, legalDateAt, parseLegalDate } from './legal-date.ts';
export type { ItemId, Numbering, Provision, ProvisionId, Verification } from './provision.ts';
export type {
  Action,
  Assurance,
  CallerTier,
  Obligation,
  Purpose,
  PurposeGrant,
  PurposeId,
  Reach,
} from './purpose.ts';
