import type { LoginStrength } from './login-strength.ts';

/** A word for people, in both languages of the page. */
export interface Bilingual {
  readonly ja: string;
  readonly en: string;
}

/** Under which heading of the page an operator stands. */
export type Group = 'municipal' | 'prefectural' | 'national' | 'oversight' | 'others';

/** One invented person of the development directory: an operator (操作者) of an agency, or a resident (住民). */
export interface Operator {
  /** Claim `sub`. */
  readonly id: string;
  readonly group: Group;
  readonly name: Bilingual;
  /** Claim `juki_agency`: id in the register of agencies (機関). */
  readonly agency: string;
  readonly agencyName: Bilingual;
  /** Claim `juki_role`. */
  readonly role: string;
  readonly roleName: Bilingual;
  /** Claim `juki_section` (所属). */
  readonly section: string | null;
  readonly sectionName: Bilingual | null;
  /** Claim `juki_terminal` (端末). */
  readonly terminal: string | null;
  /** The ways in which this person can log in; the first is the usual one. */
  readonly strengths: readonly [LoginStrength, ...LoginStrength[]];
  /** Claim `juki_kind`. */
  readonly kind: 'operator' | 'resident';
  /** Claim `juki_certificate`: serial of the 利用者証明用電子証明書 (公的個人認証法22条), residents only. */
  readonly certificate: string | null;
}
