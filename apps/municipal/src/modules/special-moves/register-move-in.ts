import { randomUUID } from 'node:crypto';
import { invariant } from '@juki/errors';
import { legalDateAt } from '@juki/legal-basis';
import type { RegisterEntry } from '../resident-register/resident.ts';
import { type MoveInResult, outcomeOf } from './file-move-in.ts';
import { keptFields } from './kept-fields.ts';
import { messageIdOf } from './message-id.ts';
import { moveInEvent } from './move-events.ts';
import type { Filing, MoveIn } from './move-in-repository.ts';
import { type MoveNoticePerson, openNotice } from './move-notice.ts';
import type { Acting, MoveServices } from './move-services.ts';
import { noteSubjects } from './note-subjects.ts';

interface Mover {
  readonly ref: RegisterEntry['ref'];
  readonly notice: MoveNoticePerson;
}

/**
 * 住民票の記載 (住民基本台帳法8条, 22条): who moved in is entered from the notice, the change goes up (30条の6), and the former
 * municipality is told (9条1項). Each step is safe to repeat.
 */
export async function registerMoveIn(services: MoveServices, key: string, acting: Acting): Promise<MoveInResult> {
  const { municipalityCode, now } = acting;
  const moveIn = await services.ins.find(municipalityCode, key);
  if (!moveIn) return { outcome: 'NOT_FOUND', moveIn: null };
  if (moveIn.state !== 'READY') return { outcome: outcomeOf(moveIn), moveIn };
  const movers = await moversOf(services, moveIn);
  noteSubjects(
    acting.ledger,
    'Mutation.registerMoveIn',
    municipalityCode,
    movers.map(({ ref }) => ref),
  );
  const { address } = openFiling(services, moveIn);
  const { originCode, movedOn } = moveIn;
  const events = movers.map(({ notice }, index) =>
    moveInEvent(notice, { municipalityCode, originCode, movedOn, address, eventId: `${key}-in-${index + 1}` }),
  );
  const answers = await services.accept(municipalityCode, events);
  if (answers.some(({ outcome }) => outcome === 'REFUSED')) return { outcome: 'CHANGE_REFUSED', moveIn };
  await services.writer.enter(municipalityCode, entriesOf(services, movers, { movedOn, filedOn: legalDateAt(now) }));
  await services.ins.registered(moveIn, messageIdOf('confirmation', key), new Date(now));
  services.poke();
  return { outcome: 'REGISTERED', moveIn: { ...moveIn, state: 'REGISTERED' } };
}

/** What the person declared. */
export function openFiling({ crypto }: Pick<MoveServices, 'crypto'>, { codeKey, filingSealed }: MoveIn): Filing {
  const kept = keptFields(crypto.open('move_filing', codeKey, filingSealed));
  return { name: kept.text('name'), residentCode: kept.text('residentCode'), address: kept.text('address') };
}

async function moversOf({ notices, crypto }: MoveServices, moveIn: MoveIn): Promise<readonly Mover[]> {
  const { municipalityCode, originCode, messageId } = moveIn;
  invariant(messageId !== null, 'a filing that is ready has its notice');
  const people = await notices.people({ municipalityCode, originCode, messageId });
  return people.map(({ ref, noticeSealed }) => ({ ref, notice: openNotice(crypto, ref, noticeSealed) }));
}

/** The 住民票 of those who came together, as one household of their own; where the householder stayed behind, the first is it. */
function entriesOf(
  { crypto }: MoveServices,
  movers: readonly Mover[],
  { movedOn, filedOn }: { readonly movedOn: string; readonly filedOn: string },
): readonly RegisterEntry[] {
  const householdId = randomUUID();
  const head = movers.find(({ notice }) => notice.householder) ?? movers[0];
  return movers.map((mover) => {
    const { ref, notice } = mover;
    const seal = (column: 'basic_pension_number' | 'card_management_code', text: string | null) =>
      text === null ? null : crypto.seal(column, ref, text);
    return {
      ref,
      householdId,
      householder: mover === head,
      relation: mover === head ? '世帯主' : (notice.relation ?? '同居人'),
      familyRegister: notice.familyRegister,
      residentSince: movedOn,
      addressSince: null,
      notifiedOn: filedOn,
      previousAddress: notice.addressBefore,
      nationalHealthInsurance: notice.nationalHealthInsurance,
      lateElderlyMedical: notice.lateElderlyMedical,
      longTermCare: notice.longTermCare,
      pensionClass: notice.pensionClass,
      basicPensionNumberSealed: seal('basic_pension_number', notice.basicPensionNumber),
      // 児童手当 is granted anew by the new municipality (児童手当法7条).
      childAllowance: false,
      cardIssuedOn: notice.cardIssuedOn,
      cardExpiresOn: notice.cardExpiresOn,
      cardManagementCodeSealed: seal('card_management_code', notice.cardManagementCode),
    };
  });
}
