import { legalDateAt } from '@juki/legal-basis';
import { bearsName, isMoveInFiling, type MoveInFiling } from './filings.ts';
import { specialRuleApplies } from './move-days.ts';
import type { MoveIn } from './move-in-repository.ts';
import { openNotice } from './move-notice.ts';
import type { MoveNoticeRow } from './move-notice-repository.ts';
import type { Acting, MoveServices } from './move-services.ts';
import { noteSubjects } from './note-subjects.ts';

/** How a filing of a move in stands. */
export type MoveInOutcome =
  | 'READY'
  | 'ASKED'
  | 'REGISTERED'
  | 'CARD_NEEDED'
  | 'CERTIFICATE_NEEDED'
  | 'CHANGE_REFUSED'
  | 'NOT_CONNECTED'
  | 'NOT_FOUND'
  | 'KEY_REUSED'
  | 'BAD_REQUEST';

/** The end of a step. */
export interface MoveInResult {
  readonly outcome: MoveInOutcome;
  readonly moveIn: MoveIn | null;
}

/**
 * 最初の転入届 (住民基本台帳法24条の2第1項): the notice that waits for the person is claimed; where there is none, or it was
 * erased, the former municipality is asked (第5項). A name that is not that of the code finds nothing here either.
 */
export async function fileMoveIn(services: MoveServices, filing: MoveInFiling, acting: Acting): Promise<MoveInResult> {
  const today = legalDateAt(acting.now);
  if (!isMoveInFiling(filing, today)) return { outcome: 'BAD_REQUEST', moveIn: null };
  const { municipalityCode } = acting;
  const { certificatePresented: _, ...same } = filing;
  const fingerprint = services.fingerprint(same);
  const before = await services.ins.find(municipalityCode, filing.key);
  if (before) {
    return Buffer.compare(before.fingerprint, fingerprint) === 0
      ? { outcome: outcomeOf(before), moveIn: before }
      : { outcome: 'KEY_REUSED', moveIn: null };
  }
  if (filing.originCode === municipalityCode || !services.connected.includes(filing.originCode)) {
    return { outcome: 'NOT_CONNECTED', moveIn: null };
  }
  if (!filing.cardPresented) return { outcome: 'CARD_NEEDED', moveIn: null };
  const codeKey = services.crypto.locatorKey('resident_code', filing.residentCode);
  const { name, residentCode, address, movedOn, originCode } = filing;
  const moveIn: Omit<MoveIn, 'state' | 'messageId'> = {
    municipalityCode,
    moveInKey: filing.key,
    fingerprint,
    originCode,
    codeKey,
    filingSealed: services.crypto.seal('move_filing', codeKey, JSON.stringify({ name, residentCode, address })),
    movedOn,
    operator: acting.operator,
    filedAt: new Date(acting.now),
    askRefused: false,
  };
  const late = (plannedOn: string) =>
    filing.certificatePresented !== true && !specialRuleApplies({ plannedOn, movedOn, today });

  const notice = await waiting(services, moveIn, filing);
  if (notice) {
    if (late(notice.plannedOn)) return { outcome: 'CERTIFICATE_NEEDED', moveIn: null };
    const claimed: MoveIn = { ...moveIn, state: 'READY', messageId: notice.messageId };
    if (await services.ins.claim(claimed)) {
      const people = await services.notices.people(notice);
      noteSubjects(
        acting.ledger,
        'Mutation.fileMoveIn',
        municipalityCode,
        people.map(({ ref }) => ref),
      );
      return { outcome: 'READY', moveIn: claimed };
    }
  }
  if (late(movedOn)) return { outcome: 'CERTIFICATE_NEEDED', moveIn: null };
  acting.ledger.foundNobody(`move_in ${residentCode}`, municipalityCode);
  const asked: MoveIn = { ...moveIn, state: 'ASKED', messageId: null };
  await services.ins.ask(asked);
  services.poke();
  return { outcome: 'ASKED', moveIn: asked };
}

/** The newest notice from the named municipality that waits for exactly this person. */
async function waiting(
  { notices, crypto }: MoveServices,
  { municipalityCode, codeKey, originCode }: Pick<MoveIn, 'municipalityCode' | 'codeKey' | 'originCode'>,
  { name, residentCode }: MoveInFiling,
): Promise<MoveNoticeRow | undefined> {
  for (const notice of await notices.waitingFor(municipalityCode, codeKey)) {
    if (notice.originCode !== originCode) continue;
    const people = await notices.people(notice);
    const fits = people
      .map(({ ref, noticeSealed }) => openNotice(crypto, ref, noticeSealed))
      .some((person) => person.residentCode === residentCode && bearsName(person, name));
    if (fits) return notice;
  }
  return undefined;
}

/** What a filing that is kept answers to its repetition. */
export function outcomeOf({ state }: MoveIn): MoveInOutcome {
  return state === 'CONFIRMED' ? 'REGISTERED' : state;
}
