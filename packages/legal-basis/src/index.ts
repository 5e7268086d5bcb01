export type { Agency, AgencyId } from './agency.ts';
export type { Catalogue, Citation, Item } from './catalogue.ts';
export type { Hash } from './create-catalogue.ts';
export { legalBasisList } from './legal-basis-list.ts';
export { contains, dayAfter, type Interval, type LegalDate, legalDateAt, parseLegalDate } from './legal-date.ts';
export type { Profile } from './parse/parse-agencies.ts';
export { type ParseOptions, parseCatalogue } from './parse-catalogue.ts';
export type { ItemId, Law, Numbering, Particular, Provision, ProvisionId, Verification } from './provision.ts';
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
