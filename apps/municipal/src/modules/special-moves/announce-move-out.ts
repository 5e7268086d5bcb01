import { legalDateAt } from '@juki/legal-basis';
import type { Resident } from '../resident-register/resident.ts';
import { bearsName, isMoveOutFiling, type MoveOutFiling } from './filings.ts';
import { dayAfter } from './move-days.ts';
import { moveOutEvent } from './move-events.ts';
import { noticeOf, openNotice, sealNotice } from './move-notice.ts';
import type { MoveOut, MoveOutPerson } from './move-out-repository.ts';
import type { Acting, MoveServices } from './move-services.ts';
import { noteSubjects } from './note-subjects.ts';

/** Why a move out was announced, or not. */
export type MoveOutOutcome =
  | 'ANNOUNCED'
  | 'NO_MATCH'
  | 'CARD_NEEDED'
  | 'NOT_HOUSEHOLDER'
  | 'ALREADY_MOVING'
  | 'NOT_CONNECTED'
  | 'CHANGE_REFUSED'
  | 'KEY_REUSED'
  | 'BAD_REQUEST';

/** The end of a filing. */
export interface MoveOutResult {
  readonly outcome: MoveOutOutcome;
  readonly moveOut: MoveOut | null;
}

/**
 * 転出届の特例 (住民基本台帳法24条の2第1項, 第2項). In this order, each step safe to repeat under the same key: the announcement and
 * the notice as it will be sent are kept; the move out is entered and notified upward (30条の6); the notice goes on its way.
 */
export async function announceMoveOut(
  services: MoveServices,
  filing: MoveOutFiling,
  acting: Acting,
): Promise<MoveOutResult> {
  if (!isMoveOutFiling(filing)) return ended('BAD_REQUEST');
  const { municipalityCode } = acting;
  const fingerprint = services.fingerprint(filing);
  const before = await services.outs.find(municipalityCode, filing.key);
  if (before) {
    return Buffer.compare(before.fingerprint, fingerprint) === 0
      ? enter(services, before, acting)
      : ended('KEY_REUSED');
  }
  if (filing.destinationCode === municipalityCode || !services.connected.includes(filing.destinationCode)) {
    return ended('NOT_CONNECTED');
  }
  if (!filing.cardPresented) return ended('CARD_NEEDED');
  const chosen = await choose(services, filing, acting);
  if (typeof chosen === 'string') return ended(chosen);
  const moveOut: MoveOut = {
    municipalityCode,
    moveKey: filing.key,
    fingerprint,
    destinationCode: filing.destinationCode,
    plannedOn: filing.plannedOn,
    state: 'ANNOUNCED',
    operator: acting.operator,
    announcedAt: new Date(acting.now),
    notifiedAt: null,
    resent: 0,
    confirmedAt: null,
    confirmedCode: null,
  };
  await services.outs.announce(moveOut, chosen);
  // Two filings at once under one key: what was kept counts, and it may be the other one.
  const kept = await services.outs.find(municipalityCode, filing.key);
  if (!kept || Buffer.compare(kept.fingerprint, fingerprint) !== 0) return ended('KEY_REUSED');
  return enter(services, kept, acting);
}

/** Who moves, each with the notice; or why nobody can. */
async function choose(
  { register, crypto }: MoveServices,
  filing: MoveOutFiling,
  { municipalityCode, now, ledger }: Acting,
): Promise<
  | readonly MoveOutPerson[]
  | Extract<MoveOutOutcome, 'NO_MATCH' | 'CARD_NEEDED' | 'NOT_HOUSEHOLDER' | 'ALREADY_MOVING' | 'BAD_REQUEST'>
> {
  const today = legalDateAt(now);
  // 24条: in advance; a late filing within a fortnight is taken, as for an ordinary move out (事務処理要領).
  if (filing.plannedOn < dayAfter(today, -14)) return 'BAD_REQUEST';
  const key = crypto.locatorKey('resident_code', filing.residentCode);
  const under = await register.findByCode(municipalityCode, key, today);
  const filer = under.find(
    (resident) =>
      crypto.open('resident_code', resident.ref, resident.residentCodeSealed) === filing.residentCode &&
      bearsName(resident, filing.name),
  );
  if (!filer) {
    ledger.foundNobody(`move_out ${filing.residentCode}`, municipalityCode);
    return 'NO_MATCH';
  }
  const { entry } = filer;
  if (!entry?.cardExpiresOn || entry.cardExpiresOn < today) return 'CARD_NEEDED';
  const household = await register.household(municipalityCode, entry.householdId, today);
  if (filing.wholeHousehold === true && !entry.householder) return 'NOT_HOUSEHOLDER';
  const moving = filing.wholeHousehold === true ? household : [filer];
  if (moving.some(({ leavesOn }) => leavesOn !== null)) return 'ALREADY_MOVING';
  const householder = household.find((member) => member.entry?.householder === true);
  return moving.map((resident) => personOf(resident));

  function personOf(resident: Resident): MoveOutPerson {
    const notice = noticeOf(resident, { destination: filing.destination, householder }, crypto);
    return { ref: resident.ref, noticeSealed: sealNotice(crypto, resident.ref, notice) };
  }
}

async function enter(services: MoveServices, moveOut: MoveOut, acting: Acting): Promise<MoveOutResult> {
  const { municipalityCode, moveKey, plannedOn, destinationCode } = moveOut;
  const people = await services.outs.people(municipalityCode, moveKey);
  noteSubjects(
    acting.ledger,
    'Mutation.announceMoveOut',
    municipalityCode,
    people.map(({ ref }) => ref),
  );
  const events = people.map(({ ref, noticeSealed }, index) =>
    moveOutEvent(openNotice(services.crypto, ref, noticeSealed), {
      municipalityCode,
      plannedOn,
      eventId: `${moveKey}-out-${index + 1}`,
    }),
  );
  const answers = await services.accept(municipalityCode, events);
  if (answers.some(({ outcome }) => outcome === 'REFUSED')) return { outcome: 'CHANGE_REFUSED', moveOut };
  // The first notice has the number of the filing, so that a repetition makes no second one.
  await services.outs.send(moveOut, { messageId: moveKey, to: destinationCode, again: false }, new Date(acting.now));
  services.poke();
  return { outcome: 'ANNOUNCED', moveOut };
}

function ended(outcome: MoveOutOutcome): MoveOutResult {
  return { outcome, moveOut: null };
}
