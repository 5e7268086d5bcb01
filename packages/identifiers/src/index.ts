export { addressKey } from './address-key.ts';
export {
  type ChangeKind,
  type ChangeReason,
  changeKinds,
  changeReasons,
  isChangeReason,
  kindOf,
} from './change-reason.ts';
export {
  type CorporateNumber,
  corporateNumberCheckDigit,
  corporateNumberFault,
  formatCorporateNumber,
  parseCorporateNumber,
} from './corporate-number.ts';
export { describeFault, type IdentifierFault } from './identifier-fault.ts';
export {
  formatIndividualNumber,
  type IndividualNumber,
  individualNumberCheckDigit,
  individualNumberFault,
  parseIndividualNumber,
} from './individual-number.ts';
export {
  type LocalGovernmentCode,
  localGovernmentCodeCheckDigit,
  localGovernmentCodeFault,
  type PrefectureCode,
  parseLocalGovernmentCode,
  parsePrefectureCode,
  prefectureOf,
  withCheckDigit,
  withoutCheckDigit,
} from './local-government-code.ts';
export {
  keepsResidentRegister,
  type Municipality,
  type MunicipalityKind,
  municipalities,
  municipalitiesOf,
  municipality,
  type Prefecture,
  prefecture,
  prefectures,
  wardsOf,
} from './municipalities.ts';
export { nameKey } from './name-key.ts';
export { type DigitChange, type NormalisedDigits, normaliseDigits } from './normalise-digits.ts';
export {
  formatResidentCode,
  parseResidentCode,
  publishedResidentCodeRule,
  type ResidentCode,
  type ResidentCodeRule,
  residentCodeCheckDigit,
  residentCodeFault,
} from './resident-code.ts';
export { type NameItems, searchNames } from './search-names.ts';
