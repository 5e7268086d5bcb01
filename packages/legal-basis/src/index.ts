export type { Agency, AgencyId } from './agency.ts';
export type { Catalogue, Citation, Item } from './catalogue.ts';
export { contains, type Interval, type LegalDate, legalDateAt, parseLegalDate } from './legal-date.ts';
export type { ItemId, Law, Numbering, Particulars, Provision, ProvisionId, Verification } from './provision.ts';
export type {
  Action,
  Assurance,
  CallerTier,
  Obligation,
  Purpose,
  PurposeGrant,
  PurposeId,
  PurposeRow,
  Reach,
} from './purpose.ts';
