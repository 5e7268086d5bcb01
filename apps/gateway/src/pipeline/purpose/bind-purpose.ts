import type { Facts, PurposeView } from '@juki/authorisation';
import { type ErrorCode, JukiError } from '@juki/errors';
import type { Scope } from '@juki/grants';
import { type Catalogue, contains, type LegalDate, legalDateAt, type Purpose } from '@juki/legal-basis';
import type { Identified } from '../authenticate/authenticate.ts';
import { isStrongEnough, strongerLogin } from './assurance.ts';
import { purposeRefusal } from './purpose-refusal.ts';
import type { RightsLedger } from './rights-ledger.ts';
import { scopeOf } from './scope-of.ts';

/** A request that serves one purpose, which its caller may state. Only {@link createBindPurpose} makes one. */
class PurposeBoundRequest {
  protected readonly stage = 'purpose-bound';
  readonly identified: Identified;
  readonly view: PurposeView;
  readonly scope: Scope;
  readonly ordinances: readonly string[];
  readonly secondHop: SecondHop | null;
  readonly case: string | null;

  constructor(identified: Identified, view: PurposeView, bound: Bound) {
    this.identified = identified;
    this.view = view;
    this.scope = bound.scope;
    this.ordinances = bound.ordinances;
    this.secondHop = bound.secondHop;
    this.case = bound.case;
  }
}
export type PurposeBound = PurposeBoundRequest;

interface Bound {
  readonly scope: Scope;
  readonly ordinances: readonly string[];
  readonly secondHop: SecondHop | null;
  readonly case: string | null;
}

/** The affair under which the agency answers when the governor's file does not hold the person (30条の11), bound to the caller. */
export interface SecondHop {
  readonly purpose: string;
  readonly scope: Scope;
  readonly ordinances: readonly string[];
}

/** What the stage is made of. `viewOf` is `policy.view` of `@juki/authorisation`. */
export interface BindPurposeOptions {
  readonly catalogue: Pick<Catalogue, 'purpose' | 'cite'>;
  readonly rights: RightsLedger;
  readonly viewOf: (asked: { purpose: Purpose; date: LegalDate; facts: Facts; secondHop: boolean }) => PurposeView;
}

const caseNumber = /^[A-Za-z0-9./-]{1,64}$/;

/**
 * Second stage: for which purpose (事務). Everything is asked anew at every request, the ledger of rights included.
 * Errors, each with the article in its message: `PURPOSE_MISSING`, `PURPOSE_DOUBLED`, `PURPOSE_UNKNOWN`,
 * `PURPOSE_NOT_IN_FORCE`, `PURPOSE_NOT_YOURS`, `RIGHT_MISSING`, `RIGHTS_UNAVAILABLE`, `ASSURANCE_TOO_LOW`,
 * `CASE_MISSING`, `CASE_MALFORMED`.
 */
export function createBindPurpose({ catalogue, rights, viewOf }: BindPurposeOptions) {
  return function bindPurpose(identified: Identified): PurposeBound {
    const { request, agency, token } = identified;
    const date = legalDateAt(request.receivedAt);
    const purpose = statedPurpose(request.purpose, date);
    mayState(identified, purpose, date);
    const scope = scopeOf(purpose, agency, token.certificate);
    const ledgerNumber = statedCase(request.case, purpose, date);
    const ordinances = rights.ordinances(agency.body, date);
    const secondHop = secondHopOf(identified, purpose, ordinances, date);
    const view = viewOf({ purpose, date, facts: { ordinances }, secondHop: secondHop !== null });
    return new PurposeBoundRequest(identified, view, {
      scope,
      ordinances: ordinances.has(purpose.id) ? [purpose.id] : [],
      secondHop,
      case: ledgerNumber,
    });
  };

  function statedPurpose(stated: readonly string[], date: LegalDate): Purpose {
    const [id] = stated;
    if (id === undefined || id === '') {
      throw new JukiError(
        'PURPOSE_MISSING',
        '住民基本台帳法30条の25: no use or provision outside the affairs that the law lists. Send the header Juki-Purpose with one purpose id.',
      );
    }
    if (stated.length > 1 || id.includes(',')) {
      throw new JukiError(
        'PURPOSE_DOUBLED',
        'The header Juki-Purpose names more than one purpose; a request serves one.',
      );
    }
    const purpose = catalogue.purpose(id);
    if (!purpose) {
      throw new JukiError(
        'PURPOSE_UNKNOWN',
        '住民基本台帳法30条の25: the stated purpose is none of the affairs that the law lists. Ids match exactly, e.g. juki-b6-2.',
      );
    }
    if (!contains(purpose.inForce, date)) {
      throw refused('PURPOSE_NOT_IN_FORCE', purpose, date, `is not known to be in force on ${date}.`);
    }
    return purpose;
  }

  function mayState({ request, agency, token, actor }: Identified, purpose: Purpose, date: LegalDate): void {
    if (!isNamed(agency, purpose)) {
      throw refused(
        'PURPOSE_NOT_YOURS',
        purpose,
        date,
        `is given to ${purpose.agencyKinds.join('、')}, and your agency is not one of them.`,
      );
    }
    const right = { operator: actor.operator, agency: agency.id, purpose: purpose.id };
    if (!rights.holds(right, request.receivedAt)) {
      throw refused(
        'RIGHT_MISSING',
        purpose,
        date,
        'is not among your rights, in force now, in the ledger of rights. Ask the manager of rights of your section.',
      );
    }
    if (!isStrongEnough(purpose.assurance, token.acr, agency.anyPurpose)) {
      throw refused(
        'ASSURANCE_TOO_LOW',
        purpose,
        date,
        `demands ${strongerLogin(purpose.assurance)}. Log in again with it.`,
      );
    }
  }

  /**
   * Whoever may state a purpose may go on to the affair that the catalogue links to it, if that one is in force and is given to
   * the same agency with no stronger login. It is no purpose stated twice: the ledger's right is that of the first.
   */
  function secondHopOf(
    { agency, token }: Identified,
    { secondHop }: Purpose,
    ordinances: ReadonlySet<string>,
    date: LegalDate,
  ): SecondHop | null {
    const linked = secondHop === null ? undefined : catalogue.purpose(secondHop);
    if (!linked || !contains(linked.inForce, date) || !isNamed(agency, linked)) return null;
    if (!isStrongEnough(linked.assurance, token.acr, agency.anyPurpose)) return null;
    return {
      purpose: linked.id,
      scope: scopeOf(linked, agency, token.certificate),
      ordinances: ordinances.has(linked.id) ? [linked.id] : [],
    };
  }

  function statedCase(stated: readonly string[], purpose: Purpose, date: LegalDate): string | null {
    const [number] = stated;
    if (stated.length > 1 || (number !== undefined && !caseNumber.test(number))) {
      throw new JukiError(
        'CASE_MALFORMED',
        'The header Juki-Case is no single ledger number (1 to 64 letters, digits, . / -).',
      );
    }
    if (number === undefined && purpose.obligations.includes('usage-ledger-number')) {
      throw refused(
        'CASE_MISSING',
        purpose,
        date,
        'demands the number of your entry in the usage ledger (利用管理簿) in the header Juki-Case.',
      );
    }
    return number ?? null;
  }

  function isNamed(agency: Identified['agency'], { callerTiers, agencyKinds }: Purpose): boolean {
    return (
      agency.anyPurpose ||
      (callerTiers.includes(agency.tier) && agencyKinds.some((kind) => agency.kinds.includes(kind)))
    );
  }

  function refused(code: ErrorCode, purpose: Purpose, date: LegalDate, why: string): JukiError {
    return purposeRefusal(code, { purpose, date, articles: catalogue }, why);
  }
}
