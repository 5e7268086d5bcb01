import { invariant } from '@juki/errors';
import { municipality, nameKey } from '@juki/identifiers';
import { legalDateAt } from '@juki/legal-basis';
import { type AccessLedger, type Holding, refText } from '@juki/subgraph-runtime';
import type { Resident } from '../resident-register/resident.ts';
import { bearsName, choosePeople } from './choose-people.ts';
import { parseRequest, type WideAreaRequest, type WideAreaRequestInput } from './parse-request.ts';
import { type WideAreaPerson, wideAreaPerson } from './wide-area-person.ts';
import type { WideAreaAnswerKind } from './wide-area-repository.ts';
import type { WideAreaServices } from './wide-area-services.ts';

/** Who asks, when, and where its accesses are noted. */
export interface Asking {
  readonly agency: string;
  readonly operator: string;
  readonly now: number;
  readonly ledger: AccessLedger;
}

/** The end of a request as the counter sees it. */
export interface WideAreaIssue {
  readonly outcome: 'ISSUED' | 'NOT_AVAILABLE' | 'OWN_RESIDENT' | 'NOT_CONNECTED' | 'KEY_REUSED' | 'BAD_REQUEST';
  readonly notice: {
    readonly municipalityCode: string;
    readonly municipalityName: string;
    readonly notifiedAt: string;
    readonly people: readonly WideAreaPerson[];
  } | null;
}

/**
 * 広域交付の請求と通知 (住民基本台帳法12条の4第2項, 第3項): one person by code and name together, in one municipality's file. It is
 * no search: neither alone finds anybody, and whatever does not fit ends alike at the counter.
 */
export async function issue(
  services: WideAreaServices,
  input: WideAreaRequestInput,
  asking: Asking,
): Promise<WideAreaIssue> {
  const request = parseRequest(input);
  if (!request) return ended('BAD_REQUEST');
  const issuerCode = services.seatOf(asking.agency)?.municipality;
  invariant(issuerCode, 'the purpose is given to mayors, and each has a municipality');
  if (request.residenceCode === issuerCode) return ended('OWN_RESIDENT');
  if (!services.bodies.all.includes(request.residenceCode)) return ended('NOT_CONNECTED');
  const fingerprint = services.fingerprint(request);
  const before = await services.repository.fingerprintOf(issuerCode, request.key);
  if (before && Buffer.compare(before, fingerprint) !== 0) return ended('KEY_REUSED');

  const found = await look(services, request, asking.now);
  const kept = await services.repository.keep({
    issuerCode,
    request,
    fingerprint,
    operator: asking.operator,
    answer: found.answer,
    ref: found.answer === 'NO_MATCH' ? null : found.requester.ref,
    persons: found.answer === 'GIVEN' ? found.people.length : 0,
    at: new Date(asking.now),
  });
  // Two requests at once under one key: whoever came second is told, and nothing is shown that neither side lists.
  if (!kept) {
    asking.ledger.foundNobody(`wide_area ${request.key}`, request.residenceCode);
    return ended('KEY_REUSED');
  }
  return answer(services, request, found, asking);
}

type Found =
  | { readonly answer: Extract<WideAreaAnswerKind, 'NO_MATCH'> }
  | { readonly answer: Extract<WideAreaAnswerKind, 'PROTECTED'>; readonly requester: Resident }
  | {
      readonly answer: Extract<WideAreaAnswerKind, 'GIVEN'>;
      readonly requester: Resident;
      readonly people: readonly Resident[];
      readonly household: readonly Resident[];
    };

/** What the municipality of residence finds in its own file. */
async function look({ register, crypto }: WideAreaServices, request: WideAreaRequest, now: number): Promise<Found> {
  const { residenceCode, requesterCode, requesterName, wanted } = request;
  const today = legalDateAt(now);
  const under = await register.findByCode(residenceCode, crypto.locatorKey('resident_code', requesterCode), today);
  const requester = under.find(
    (resident) =>
      crypto.open('resident_code', resident.ref, resident.residentCodeSealed) === requesterCode &&
      bearsName(resident, requesterName),
  );
  if (!requester) return { answer: 'NO_MATCH' };
  const household = requester.entry
    ? await register.household(residenceCode, requester.entry.householdId, today)
    : [requester];
  const people = choosePeople(wanted, requester, household);
  if (!people) return { answer: 'NO_MATCH' };
  // The householder's name stands on the copy of anybody of the household, so it is shown of them too.
  const named = request.withHousehold ? household.filter(({ entry }) => entry?.householder === true) : [];
  const refs = [requester, ...people, ...named].map(({ ref }) => ref);
  // 支援措置: a copy that shows one of them would tell where they live, whoever stands at the counter.
  const guarded = await register.protectedOn(residenceCode, refs, today);
  return guarded.length > 0 ? { answer: 'PROTECTED', requester } : { answer: 'GIVEN', requester, people, household };
}

function answer(services: WideAreaServices, request: WideAreaRequest, found: Found, { now, ledger }: Asking) {
  const { residenceCode, requesterCode, requesterName } = request;
  const argument = `wide_area ${JSON.stringify([requesterCode, nameKey(requesterName)])}`;
  const holding = ({ ref }: Resident): Holding => ({ ref: refText(ref), body: residenceCode, argument });
  switch (found.answer) {
    case 'NO_MATCH':
      ledger.foundNobody(argument, residenceCode);
      return ended('NOT_AVAILABLE');
    case 'PROTECTED':
      // Nothing of the person leaves; that somebody asked stands in the person's own trail.
      ledger.holdPerson({}, holding(found.requester));
      return ended('NOT_AVAILABLE');
    case 'GIVEN': {
      const householder = found.household.find(({ entry }) => entry?.householder === true);
      const people = found.people.map((resident) =>
        ledger.holdRow(wideAreaPerson(resident, householder, request, services.crypto), holding(resident)),
      );
      const municipalityName = municipality(residenceCode)?.name ?? '';
      return {
        outcome: 'ISSUED',
        notice: { municipalityCode: residenceCode, municipalityName, notifiedAt: new Date(now).toISOString(), people },
      } as const;
    }
  }
}

function ended(outcome: Exclude<WideAreaIssue['outcome'], 'ISSUED'>): WideAreaIssue {
  return { outcome, notice: null };
}
