/** What is asked for: one's 本人確認情報 (住民基本台帳法30条の32), or who used it (個人情報保護法76条). */
export type DisclosureKind = 'RECORD' | 'USE_HISTORY';

/** How the request came: at the counter in writing, or by the person's own card. */
export type Channel = 'COUNTER' | 'ONLINE';

/** Who asks: the person, or the legal representative of a minor or an adult ward (法定代理人). */
export type Requester = 'PERSON' | 'LEGAL_REPRESENTATIVE';

/** As what the representative stands: 親権者, 未成年後見人, 成年後見人. */
export type Relation = 'PARENT' | 'GUARDIAN_OF_MINOR' | 'GUARDIAN_OF_ADULT';

/** Documents that were seen at the counter. */
export type Evidence =
  | 'INDIVIDUAL_NUMBER_CARD'
  | 'PASSPORT'
  | 'DRIVING_LICENCE'
  | 'RESIDENCE_CARD'
  | 'TWO_WITHOUT_PHOTOGRAPH'
  | 'FAMILY_REGISTER'
  | 'GUARDIANSHIP_CERTIFICATE';

/** How a request was answered. `DOES_NOT_EXIST`: the file holds no record of the person (30条の32第2項). */
export type DisclosureOutcome = 'DISCLOSED' | 'PARTLY_REFUSED' | 'DOES_NOT_EXIST' | 'REFUSED';

/** Why something is not disclosed. */
export type NonDisclosureGround =
  /** 個人情報保護法78条1項: an ongoing investigation or another case of that list. */
  | 'ARTICLE_78_1'
  /** The representative is none any more, or acts against the interest of the person. */
  | 'REPRESENTATION_ENDED';

/** One step of a request. Steps are added and never changed: what a request is now follows from them. */
export type DisclosureStep = {
  readonly at: number;
  /** Day of the step in Asia/Tokyo. */
  readonly on: string;
} & (
  | { readonly kind: 'RECEIVED' }
  | { readonly kind: 'EXTENDED'; readonly dueOn: string; readonly reason: string }
  | {
      readonly kind: 'ANSWERED';
      readonly outcome: DisclosureOutcome;
      readonly ground: NonDisclosureGround | null;
      readonly withheldItems: readonly string[];
      readonly documentNumber: string;
    }
  | { readonly kind: 'PRINTED'; readonly sha256: string; readonly pages: number }
  | { readonly kind: 'HANDED_OVER' }
);

/** Where a request stands. `OVERDUE` is said beside it, since it passes by answering. */
export type DisclosureState = 'RECEIVED' | 'EXTENDED' | 'ANSWERED' | 'PRINTED' | 'HANDED_OVER';

/** A request as it stands: what follows from its steps. */
export interface DisclosureStanding {
  readonly state: DisclosureState;
  readonly dueOn: string;
  readonly answer: Extract<DisclosureStep, { kind: 'ANSWERED' }> | null;
}

/** Why a step is refused; business refusals are data. */
export type DisclosureRefusal =
  | 'UNKNOWN_REQUEST'
  | 'KEY_USED_OTHERWISE'
  | 'IDENTITY_NOT_PROVEN'
  | 'REPRESENTATION_NOT_PROVEN'
  | 'SEVERAL_PERSONS'
  | 'ALREADY_ANSWERED'
  | 'NOT_ANSWERED_YET'
  | 'ALREADY_EXTENDED'
  | 'EXTENSION_TOO_LATE'
  | 'EXTENSION_NOT_LATER'
  | 'REASON_MISSING'
  | 'GROUND_MISSING'
  | 'NOT_PRINTED_YET'
  | 'ALREADY_HANDED_OVER'
  | 'ONLINE_ONLY_FOR_ONESELF';
