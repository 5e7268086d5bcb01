import { machines, operators } from '@juki/directory';
import type { Agency, Catalogue, Purpose } from '@juki/legal-basis';

/** One right of the ledger (権限管理台帳). */
export interface Right {
  readonly operator: string;
  readonly agency: string;
  readonly purpose: string;
}

/**
 * All that a 既存住民基本台帳システム does by itself: it hands in what was entered (30条の6). Its agency is of the same kind as
 * the CS of the municipality, which notifies the governor, exchanges moves and proves its file; none of that is its affair.
 * The CS holds this purpose too, because its file drop hands in the rows of a change file that the register system put down.
 */
const registerPurposes: ReadonlySet<string> = new Set(['juki-register-intake']);
const registerSystems: ReadonlySet<string> = new Set(
  machines.filter(({ role }) => role === 'register').map(({ id }) => id),
);

/**
 * The rights of the development operators: every purpose that the law gives to an agency of their kind at their tier,
 * and everything to the analyst, who works on synthetic people. In service a manager grants them one by one.
 */
export function developmentRights(catalogue: Pick<Catalogue, 'agency' | 'purposes'>): readonly Right[] {
  return [...operators, ...machines].flatMap(({ id, agency: agencyId }) => {
    const agency = catalogue.agency(agencyId);
    if (!agency) return [];
    if (agency.anyPurpose) return [{ operator: id, agency: agencyId, purpose: '*' }];
    return [...catalogue.purposes.values()]
      .filter((purpose) => isGivenTo(purpose, agency))
      .filter((purpose) => !registerSystems.has(id) || registerPurposes.has(purpose.id))
      .map((purpose) => ({ operator: id, agency: agencyId, purpose: purpose.id }));
  });
}

function isGivenTo(purpose: Purpose, agency: Agency): boolean {
  return purpose.callerTiers.includes(agency.tier) && purpose.agencyKinds.some((kind) => agency.kinds.includes(kind));
}
