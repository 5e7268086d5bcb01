import { nameKey } from '@juki/identifiers';
import type { Resident } from '../resident-register/resident.ts';
import type { WideAreaRequest } from './parse-request.ts';

/** Whether a name is the resident's: 氏名 or 通称, compared by key. */
export function bearsName({ name, alias }: Pick<Resident, 'name' | 'alias'>, sought: string): boolean {
  const key = nameKey(sought);
  return [name, alias].some((known) => known !== null && nameKey(known) === key);
}

/**
 * Of a household, who is wanted on the copy (令15条の3第1項3号). A name that nobody or more than one bears leaves nobody: the
 * requester then asks the municipality of residence.
 */
export function choosePeople(
  wanted: WideAreaRequest['wanted'],
  requester: Resident,
  household: readonly Resident[],
): readonly Resident[] | undefined {
  switch (wanted.kind) {
    case 'requester':
      return [requester];
    case 'household':
      return household;
    case 'named': {
      const found = wanted.names.map((name) => household.filter((member) => bearsName(member, name)));
      const chosen = new Set(found.flatMap((members) => (members.length === 1 ? members : [])));
      return chosen.size === wanted.names.length ? household.filter((member) => chosen.has(member)) : undefined;
    }
  }
}
