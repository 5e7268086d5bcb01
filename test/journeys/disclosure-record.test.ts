import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Answer, type Caller, recordsOf, startTestSystem, type TestSystem } from '@juki/testing';
import { cast } from './people.ts';

/** 開示 (住民基本台帳法30条の32, 30条の33): a resident, a clerk at the governor's counter, a representative, a stranger. */

let system: TestSystem;
let clerk: Caller;
let resident: Caller;
let neighbour: Caller;

beforeAll(async () => {
  system = await startTestSystem();
  clerk = await system.operator('osaka-network-officer');
  resident = await system.operator('resident');
  neighbour = await system.operator('neighbour');
}, 120_000);
afterAll(() => system?.remove(), 30_000);

const aoi = cast.developmentResident.latest;
const counter = 'juki-disclosure-prefecture';
const own = 'juki-self-disclosure';
const subject = ({ name, birthDate, sex, address } = aoi) => ({ name, birthDate, sex, address });

const receive = `mutation Receive($input: PrefecturalDisclosureReception!) { prefecturalReceiveDisclosure(input: $input) {
  refusal request { number state kind channel receivedOn dueOn daysLeft overdue outcome requesterName } } }`;
const step = (field: string, type: string) => `mutation Step($input: ${type}!) { ${field}(input: $input) {
  refusal request { number state outcome dueOn documentNumber extensionReason } } }`;
const answerIt = step('prefecturalAnswerDisclosure', 'PrefecturalDisclosureAnswer');
const printed = step('prefecturalNoteDisclosurePrinted', 'PrefecturalDisclosureDocument');
const handedOver = step('prefecturalNoteDisclosureHandedOver', 'PrefecturalDisclosureHandOver');
const extend = step('prefecturalExtendDisclosure', 'PrefecturalDisclosureExtension');
const look = `query Look($number: ID!) { prefecturalDisclosure(number: $number) { number state outcome
  person { prefecturalRecord { name nameKana address individualNumber residentCode } } } }`;

function request(key: string, changes: object = {}) {
  return {
    input: {
      key,
      kind: 'RECORD',
      requester: 'PERSON',
      evidence: ['PASSPORT'],
      requesterName: aoi.name,
      subject: subject(),
      ...changes,
    },
  };
}

async function ask(who: Caller, purpose: string, query: string, variables: object): Promise<Answer['data']> {
  const answer = await who.asks({ purpose, query, variables: { ...variables } });
  expect(answer.errors).toEqual([]);
  return answer.data;
}

describe('a request at the counter', () => {
  let number: string;

  test('is received with a number and thirty days, the day of acceptance being the first', async () => {
    const { prefecturalReceiveDisclosure: result } = await ask(clerk, counter, receive, request('counter-0001'));
    expect(result).toMatchObject({
      refusal: null,
      request: { state: 'RECEIVED', kind: 'RECORD', channel: 'COUNTER', daysLeft: 29, overdue: false, outcome: null },
    });
    number = result.request.number;
    expect(number).toMatch(/^270008-D\d{4}-\d{6}$/);
  });

  test('that is sent twice is received once, and a key does not serve another content', async () => {
    const again = await ask(clerk, counter, receive, request('counter-0001'));
    expect(again.prefecturalReceiveDisclosure.request.number).toBe(number);
    const other = await ask(clerk, counter, receive, request('counter-0001', { requesterName: '別人' }));
    expect(other.prefecturalReceiveDisclosure).toEqual({ refusal: 'KEY_USED_OTHERWISE', request: null });
  });

  test('shows nobody before it is answered', async () => {
    const { prefecturalDisclosure } = await ask(clerk, counter, look, { number });
    expect(prefecturalDisclosure).toMatchObject({ number, person: null });
  });

  test('is answered: the record exists, and goes out through the record type, with its own record in the log', async () => {
    const result = await ask(clerk, counter, answerIt, { input: { key: 'answer-0001', number } });
    expect(result.prefecturalAnswerDisclosure).toMatchObject({
      refusal: null,
      request: { state: 'ANSWERED', outcome: 'DISCLOSED', documentNumber: number },
    });
    const seen = await clerk.asks({ purpose: counter, query: look, variables: { number } });
    expect(seen.data.prefecturalDisclosure.person.prefecturalRecord).toEqual({
      name: aoi.name,
      nameKana: aoi.nameKana,
      address: aoi.address,
      individualNumber: aoi.individualNumber,
      residentCode: aoi.residentCode,
    });
    const outcomes = (await recordsOf(system, seen.request)).filter(({ phase }) => phase === 'outcome');
    expect(outcomes).toHaveLength(1);
    expect(outcomes[0]).toMatchObject({ body: '270008', purpose: counter, mode: 'deliberate' });
    expect(outcomes[0]?.coordinates).toEqual(
      expect.arrayContaining(['PrefecturalDisclosure.state', 'PrefecturalRecord.individualNumber']),
    );
    expect(outcomes[0]?.provisions).toEqual(expect.arrayContaining(['juki-30-32-2', 'bango-19-7']));
  });

  test('is handed over after it was printed, and both stand in the ledger of media', async () => {
    const early = await ask(clerk, counter, handedOver, { input: { key: 'handed-0000', number } });
    expect(early.prefecturalNoteDisclosureHandedOver.refusal).toBe('NOT_PRINTED_YET');
    const sha256 = 'ab'.repeat(32);
    const paper = await ask(clerk, counter, printed, { input: { key: 'print-0001', number, sha256, pages: 1 } });
    expect(paper.prefecturalNoteDisclosurePrinted.request.state).toBe('PRINTED');
    const given = await ask(clerk, counter, handedOver, { input: { key: 'handed-0001', number } });
    expect(given.prefecturalNoteDisclosureHandedOver.request.state).toBe('HANDED_OVER');
    const media = await ask(clerk, 'media-ledger', 'query { prefecturalMedia { act medium content sha256 } }', {});
    const entries = media.prefecturalMedia.filter(
      (entry: { medium: string }) => entry.medium === `disclosure:${number}`,
    );
    expect(entries).toHaveLength(2);
    expect(entries.map(({ act }: { act: string }) => act).sort()).toEqual(['HANDED_OVER', 'PRINTED']);
    expect(entries.every((entry: { sha256: string }) => entry.sha256 === sha256)).toBe(true);
  });
});

describe('a request about somebody whom the file does not hold', () => {
  test('is answered: does not exist', async () => {
    const nobody = { ...subject(), name: '存在 しない' };
    const received = await ask(clerk, counter, receive, request('nobody-0001', { subject: nobody }));
    const { number } = received.prefecturalReceiveDisclosure.request;
    const answered = await ask(clerk, counter, answerIt, { input: { key: 'nobody-answer', number } });
    expect(answered.prefecturalAnswerDisclosure.request).toMatchObject({ outcome: 'DOES_NOT_EXIST' });
    expect((await ask(clerk, counter, look, { number })).prefecturalDisclosure.person).toBeNull();
  });
});

describe('who asks', () => {
  test('must be known: without a document the request is not received', async () => {
    const result = await ask(clerk, counter, receive, request('proof-0001', { evidence: ['FAMILY_REGISTER'] }));
    expect(result.prefecturalReceiveDisclosure).toEqual({ refusal: 'IDENTITY_NOT_PROVEN', request: null });
  });

  test('may be the guardian of an adult with the certificate, and not without it', async () => {
    const guardian = { requester: 'LEGAL_REPRESENTATIVE', relation: 'GUARDIAN_OF_ADULT', requesterName: '後見 太郎' };
    const without = await ask(clerk, counter, receive, request('guard-0001', guardian));
    expect(without.prefecturalReceiveDisclosure.refusal).toBe('REPRESENTATION_NOT_PROVEN');
    const evidence = ['PASSPORT', 'GUARDIANSHIP_CERTIFICATE'];
    const proven = await ask(clerk, counter, receive, request('guard-0002', { ...guardian, evidence }));
    expect(proven.prefecturalReceiveDisclosure).toMatchObject({
      refusal: null,
      request: { requesterName: '後見 太郎' },
    });
  });

  test('may not be the parent of a grown-up, whatever the family register says', async () => {
    const parent = { requester: 'LEGAL_REPRESENTATIVE', relation: 'PARENT', evidence: ['PASSPORT', 'FAMILY_REGISTER'] };
    const result = await ask(clerk, counter, receive, request('parent-0001', parent));
    expect(result.prefecturalReceiveDisclosure.refusal).toBe('REPRESENTATION_NOT_PROVEN');
  });
});

describe('the period', () => {
  test('is extended once, with a reason and a later day', async () => {
    const received = await ask(clerk, counter, receive, request('period-0001'));
    const { number, dueOn } = received.prefecturalReceiveDisclosure.request;
    const extended = async (key: string, input: object) =>
      (await ask(clerk, counter, extend, { input: { key, number, ...input } })).prefecturalExtendDisclosure;
    expect((await extended('extend-0', { dueOn: '2099-01-31', reason: ' ' })).refusal).toBe('REASON_MISSING');
    expect((await extended('extend-1', { dueOn, reason: '照会中' })).refusal).toBe('EXTENSION_NOT_LATER');
    expect(await extended('extend-2', { dueOn: '2099-01-31', reason: '照会中' })).toMatchObject({
      refusal: null,
      request: { state: 'EXTENDED', dueOn: '2099-01-31', extensionReason: '照会中' },
    });
    expect((await extended('extend-3', { dueOn: '2099-02-28', reason: '照会中' })).refusal).toBe('ALREADY_EXTENDED');
  });
});

describe('a resident with the card', () => {
  const online = `mutation Ask($input: PrefecturalDisclosureAsk!) { prefecturalAskDisclosure(input: $input) {
    refusal request { number channel state } } }`;
  const mine = 'query { prefecturalDisclosures { number channel } }';

  test('asks online, sees the own requests, and nobody else’s', async () => {
    const asked = await ask(resident, own, online, { input: { key: 'online-0001', kind: 'RECORD' } });
    expect(asked.prefecturalAskDisclosure).toMatchObject({ refusal: null, request: { channel: 'ONLINE' } });
    const { number } = asked.prefecturalAskDisclosure.request;
    const { prefecturalDisclosures } = await ask(resident, own, mine, {});
    expect(prefecturalDisclosures.map((one: { number: string }) => one.number)).toContain(number);
    expect((await ask(neighbour, own, mine, {})).prefecturalDisclosures).toEqual([]);
    const look = 'query Look($number: ID!) { prefecturalDisclosure(number: $number) { number state } }';
    expect((await ask(neighbour, own, look, { number })).prefecturalDisclosure).toBeNull();
  });

  test('receives, answers and prints nothing: these are the governor’s', async () => {
    const named = { key: 'resident-0001', number: '270008-D2026-000001' };
    const attempts: readonly (readonly [string, object])[] = [
      [receive, request('resident-0001')],
      [answerIt, { input: named }],
      [printed, { input: { ...named, sha256: 'ab'.repeat(32), pages: 1 } }],
      [handedOver, { input: named }],
      [extend, { input: { ...named, dueOn: '2099-01-31', reason: '照会中' } }],
    ];
    for (const [query, variables] of attempts) {
      const answer = await resident.asks({ purpose: own, query, variables: { ...variables } });
      expect(answer.errors[0]?.extensions['code']).toBe('OPERATION_REFUSED');
    }
  });
});

describe('somebody else’s file', () => {
  test('is out of reach of another office and of an officer without the purpose', async () => {
    const officer = await system.operator('osaka-education-officer');
    const answer = await officer.asks({ purpose: counter, query: receive, variables: request('other-0001') });
    expect(answer.errors[0]?.extensions['code']).toBe('PURPOSE_NOT_YOURS');
  });
});

describe('the agency (機構)', () => {
  test('answers for its own file, under its own purpose and in its own log', async () => {
    const officer = await system.operator('jlis-network-manager');
    const national = (text: string) => text.replaceAll('Prefectural', 'National').replaceAll('prefectural', 'national');
    const under = 'juki-disclosure-national';
    const received = await ask(officer, under, national(receive), request('agency-0001'));
    const { number } = received.nationalReceiveDisclosure.request;
    const answered = await ask(officer, under, national(answerIt), { input: { key: 'agency-0002', number } });
    expect(answered.nationalAnswerDisclosure.request).toMatchObject({
      outcome: 'DISCLOSED',
      documentNumber: number,
    });
    const seen = await officer.asks({ purpose: under, query: national(look), variables: { number } });
    expect(seen.data.nationalDisclosure.person.nationalRecord).toMatchObject({ name: aoi.name });
    const outcomes = (await recordsOf(system, seen.request)).filter(({ phase }) => phase === 'outcome');
    expect(outcomes.map(({ body }) => body)).toEqual(['jlis']);
    const governor = await clerk.asks({ purpose: under, query: national(look), variables: { number } });
    expect(governor.errors[0]?.extensions['code']).toBe('PURPOSE_NOT_YOURS');
  });
});
