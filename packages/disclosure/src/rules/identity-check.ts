import type { DisclosureRefusal, Evidence, Relation, Requester } from './disclosure.ts';

/** Who stands at the counter, and what they showed. */
export interface IdentityCheck {
  readonly requester: Requester;
  readonly relation: Relation | null;
  readonly evidence: readonly Evidence[];
}

const proofOfPerson: ReadonlySet<Evidence> = new Set([
  'INDIVIDUAL_NUMBER_CARD',
  'PASSPORT',
  'DRIVING_LICENCE',
  'RESIDENCE_CARD',
  'TWO_WITHOUT_PHOTOGRAPH',
]);

/** What proves each relation: 戸籍 for a parent, the register of guardianship (登記事項証明書) or 戸籍 for a guardian. */
const proofOfRelation: Readonly<Record<Relation, readonly Evidence[]>> = {
  PARENT: ['FAMILY_REGISTER'],
  GUARDIAN_OF_MINOR: ['FAMILY_REGISTER'],
  GUARDIAN_OF_ADULT: ['GUARDIANSHIP_CERTIFICATE'],
};

const majority = 18;

/**
 * 本人確認 (S0 3-①; Saga's rule: card or passport, and the family register for a representative). A parent or the guardian of
 * a minor represents until the age of 18 (民法4条) and no longer. Returns why the request is not accepted, or `null`.
 */
export function identityRefusal(
  { requester, relation, evidence }: IdentityCheck,
  person: { readonly birthDate: string; readonly today: string },
): DisclosureRefusal | null {
  if (!evidence.some((seen) => proofOfPerson.has(seen))) return 'IDENTITY_NOT_PROVEN';
  if (requester === 'PERSON') return null;
  if (relation === null) return 'REPRESENTATION_NOT_PROVEN';
  if (!proofOfRelation[relation].some((needed) => evidence.includes(needed))) return 'REPRESENTATION_NOT_PROVEN';
  const ofMinor = relation !== 'GUARDIAN_OF_ADULT';
  return ofMinor && ageOn(person.birthDate, person.today) >= majority ? 'REPRESENTATION_NOT_PROVEN' : null;
}

/** Age in years; it is reached at the end of the day before the birthday in law, which makes no difference at a counter. */
function ageOn(birthDate: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) >= birthDate.slice(5) ? years : years - 1;
}
