import { type AccessLedger, refText } from '@juki/subgraph-runtime';
import type { MoveIn } from './move-in-repository.ts';
import { type MoveNoticePerson, openNotice } from './move-notice.ts';
import type { MoveOut } from './move-out-repository.ts';
import type { MoveServices } from './move-services.ts';

/** 転出届 in the words of the graph. */
export async function showMoveOut({ outs }: Pick<MoveServices, 'outs'>, moveOut: MoveOut) {
  // Read again: a message may have changed it since.
  const { municipalityCode, moveKey } = moveOut;
  const now = (await outs.find(municipalityCode, moveKey)) ?? moveOut;
  const people = await outs.people(municipalityCode, moveKey);
  return {
    key: moveKey,
    state: now.state,
    destinationCode: now.destinationCode,
    plannedOn: now.plannedOn,
    persons: people.length,
    notifiedAt: now.notifiedAt?.toISOString() ?? null,
    resent: now.resent,
    confirmedAt: now.confirmedAt?.toISOString() ?? null,
    confirmedCode: now.confirmedCode,
  };
}

/** 転入届 in the words of the graph; the notice is read where it is asked for, person by person. */
export async function showMoveIn(
  { ins, notices, crypto }: Pick<MoveServices, 'ins' | 'notices' | 'crypto'>,
  moveIn: MoveIn,
  ledger: AccessLedger,
) {
  const { municipalityCode, originCode, moveInKey } = moveIn;
  const now = (await ins.find(municipalityCode, moveInKey)) ?? moveIn;
  const { messageId } = now;
  const notice = async () => {
    if (messageId === null) return null;
    const key = { municipalityCode, originCode, messageId };
    const row = await notices.find(key);
    return row ? { plannedOn: row.plannedOn, people: () => peopleOf(key) } : null;
  };
  return { key: moveInKey, state: now.state, originCode, movedOn: now.movedOn, askRefused: now.askRefused, notice };

  async function peopleOf(key: Parameters<typeof notices.people>[0]): Promise<readonly MoveNoticePerson[]> {
    const rows = await notices.people(key);
    return rows.map(({ ref, noticeSealed }) =>
      ledger.holdRow(openNotice(crypto, ref, noticeSealed), {
        ref: refText(ref),
        body: municipalityCode,
        argument: null,
      }),
    );
  }
}
