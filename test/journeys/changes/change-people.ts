import { type RecordRevision, residents, type SyntheticPerson } from '@juki/residents';

/** How many people the systems of these tests hold. */
export const people = 300;

const everyone = [...residents({ people })];
/** Numbers and codes that nobody of the system has: those of people who would come next. */
const unborn = [...residents({ people: people + 60 })].slice(people);
let taken = 0;

/** A 個人番号 and a 住民票コード that were never given. */
export function freshNumbers(): Pick<RecordRevision, 'individualNumber' | 'residentCode'> {
  const person = unborn[taken];
  taken += 1;
  if (!person) throw new Error('make more people');
  return { individualNumber: person.latest.individualNumber, residentCode: person.firstResidentCode };
}

const used = new Set<string>();

/** Somebody who lives in a municipality, has never changed the code, and is in no other story. */
export function somebodyOf(
  municipality: string,
  fits: (person: SyntheticPerson) => boolean = ({ foreign }) => !foreign,
): SyntheticPerson {
  const found = everyone.find(
    (person) =>
      !person.id.startsWith('cast') &&
      !used.has(person.id) &&
      person.latest.municipalityCode === municipality &&
      person.latest.changeKind !== 'DELETION' &&
      person.latest.residentCode === person.firstResidentCode &&
      fits(person),
  );
  if (!found) throw new Error(`nobody of ${municipality} is left`);
  used.add(found.id);
  return found;
}
