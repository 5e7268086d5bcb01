import { randomUUID } from 'node:crypto';
import { cast, type RecordRevision } from '@juki/residents';
import type { Answer, TestSystem } from '@juki/testing';

export { cast };

/** Codes of the municipalities of these stories. */
export const places = { toyonaka: '272035', suita: '272051', iizuka: '402052', matsumoto: '202029' } as const;

const requestCopy = (selection: string) => `mutation RequestCopy($request: MunicipalWideAreaRequest!) {
  requestWideAreaIssue(request: $request) { outcome notice { municipalityName notifiedAt people { ${selection} } } } }`;

/** What every copy shows (7条1号から3号, 6号から8号). */
export const basic = 'name nameKana birthDate sex residentSince address addressSince notifiedOn previousAddress';

const announce = `mutation Announce($moveOut: MunicipalMoveOutFiling!) {
  announceMoveOut(moveOut: $moveOut) { outcome moveOut { key state persons } } }`;
const file = `mutation File($moveIn: MunicipalMoveInFiling!) { fileMoveIn(moveIn: $moveIn) { outcome moveIn { key state } } }`;
const enter = 'mutation Enter($key: ID!) { registerMoveIn(key: $key) { outcome moveIn { state } } }';
const moveOut = `query MoveOut($key: ID!) { municipalMoveOut(key: $key) {
  state notifiedAt resent confirmedAt confirmedCode } }`;
const moveIn = `query MoveIn($key: ID!) { municipalMoveIn(key: $key) { state askRefused notice { plannedOn people {
  name familyRegister individualNumber residentCode addressBefore destination cardExpiresOn basicPensionNumber } } } }`;
const notices = '{ municipalMoveNotices { originCode state persons plannedOn eraseFrom erasedAt } }';

const moves = 'juki-tenshutsu-tokurei';

type Changes = Readonly<Record<string, unknown>>;

/** A counter at which a clerk works through the gateway. */
export function counterOf(system: TestSystem, operator: string) {
  const ask = async (purpose: string, query: string, variables: object = {}): Promise<Answer> =>
    (await system.operator(operator)).asks({ purpose, query, variables: { ...variables } });

  return {
    ask,
    copyFor: (person: RecordRevision, changes: Changes = {}, selection = basic) =>
      ask('juki-kouiki-kofu', requestCopy(selection), {
        request: {
          key: randomUUID(),
          municipalityCode: person.municipalityCode,
          requesterName: person.name,
          requesterResidentCode: person.residentCode,
          identityCheck: 'INDIVIDUAL_NUMBER_CARD',
          ...changes,
        },
      }),
    announce: async (person: RecordRevision, changes: Changes) => {
      const filing = { key: randomUUID(), name: person.name, residentCode: person.residentCode, cardPresented: true };
      const answer = await ask(moves, announce, { moveOut: { ...filing, ...changes } });
      return { key: filing.key, ...answer.data.announceMoveOut, request: answer.request };
    },
    file: async (person: RecordRevision, changes: Changes) => {
      const filing = { key: randomUUID(), name: person.name, residentCode: person.residentCode, cardPresented: true };
      const answer = await ask(moves, file, { moveIn: { ...filing, ...changes } });
      return { key: filing.key, ...answer.data.fileMoveIn, request: answer.request };
    },
    enter: async (key: string) => (await ask(moves, enter, { key })).data.registerMoveIn,
    moveOut: async (key: string) => (await ask(moves, moveOut, { key })).data.municipalMoveOut,
    moveIn: async (key: string) => (await ask(moves, moveIn, { key })).data.municipalMoveIn,
    notices: async () => (await ask(moves, notices)).data.municipalMoveNotices,
  };
}

/** A day some days from today, in Japan. */
export function inDays(days: number): string {
  return new Date(Date.now() + 9 * 3600_000 + days * 86_400_000).toISOString().slice(0, 10);
}
