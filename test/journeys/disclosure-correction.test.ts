import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Answer, type Caller, startTestSystem, type TestSystem } from '@juki/testing';
import { eventOf } from './changes/change-events.ts';
import { networkOf, until } from './changes/network.ts';
import { cast } from './people.ts';

/**
 * 訂正 (住民基本台帳法30条の35): a resident finds a wrong reading of her name in the governor's file. The governor may not
 * correct it; the municipality does, by a change that travels to all three files, and the answer travels back.
 */

let system: TestSystem;
let network: ReturnType<typeof networkOf>;
let resident: Caller;
let counter: Caller;
let clerk: Caller;

beforeAll(async () => {
  system = await startTestSystem();
  network = networkOf(system);
  [resident, counter, clerk] = await Promise.all([
    system.operator('resident'),
    system.operator('osaka-network-officer'),
    system.operator('toyonaka-clerk'),
  ]);
}, 120_000);
afterAll(() => system?.remove(), 30_000);

const aoi = cast.developmentResident.latest;
const nameKana = 'ナカムラ　アオ';
const self = 'juki-self-disclosure';
const selfCorrection = 'juki-self-correction';
const staff = 'juki-disclosure-prefecture';
const municipal = 'juki-correction-municipality';

async function ask(who: Caller, purpose: string, query: string, variables: object = {}): Promise<Answer['data']> {
  const answer = await who.asks({ purpose, query, variables: { ...variables } });
  expect(answer.errors).toEqual([]);
  return answer.data;
}

const receiveCorrection = `mutation Correct($input: PrefecturalCorrectionReception!) {
  prefecturalReceiveCorrection(input: $input) { refusal correction { number state municipality wanted { item wanted } } } }`;
const decide = `mutation Decide($input: MunicipalCorrectionDecision!) { municipalDecideCorrection(input: $input) {
  refusal correction { outcome outcomeReason event } } }`;
const answerCorrection = `mutation Answer($input: PrefecturalCorrectionStepInput!) { prefecturalAnswerCorrection(input: $input) {
  refusal correction { state outcome outcomeReason documentNumber } } }`;
const openCases = `query { municipalCorrections { origin number reason wanted { item wanted } outcome reported
  person { municipalRecord { name nameKana } } } }`;

/** The number in the book of whoever received it, as the municipality knows it beside the origin. */
const inBook = (number: string) => number.split('-').slice(1).join('-');

/** The case as the clerk of the municipality comes to see it. */
async function caseOf(received: string, fits: (found: { reported: boolean; origin: string }) => boolean = () => true) {
  const number = inBook(received);
  const seen = await until(
    () => ask(clerk, municipal, openCases),
    (data) =>
      data.municipalCorrections.some(
        (one: { number: string; reported: boolean; origin: string }) => one.number === number && fits(one),
      ),
  );
  return seen.municipalCorrections.find(
    (one: { number: string; reported: boolean; origin: string }) => one.number === number && fits(one),
  );
}

describe('a resident', () => {
  let disclosure: string;
  let number: string;

  test('who has not been answered yet cannot ask for a correction', async () => {
    const asked = await ask(
      resident,
      self,
      `mutation Ask($input: PrefecturalDisclosureAsk!) { prefecturalAskDisclosure(input: $input) { request { number } } }`,
      { input: { key: 'ask-000001', kind: 'RECORD' } },
    );
    disclosure = asked.prefecturalAskDisclosure.request.number;
    const input = { key: 'early-0001', disclosure, wanted: [{ item: 'nameKana', wanted: nameKana }], reason: '誤読' };
    const early = await ask(resident, selfCorrection, receiveCorrection, { input });
    expect(early.prefecturalReceiveCorrection).toEqual({ refusal: 'NOT_DISCLOSED_BEFORE', correction: null });
  });

  test('is answered, reads her record, finds the reading wrong, and asks for a correction with her reason', async () => {
    await ask(
      counter,
      staff,
      `mutation Answer($input: PrefecturalDisclosureAnswer!) { prefecturalAnswerDisclosure(input: $input) { refusal } }`,
      { input: { key: 'answer-0001', number: disclosure } },
    );
    const mine = await ask(resident, self, 'query { ownPrefecturalRecord { prefecturalRecord { nameKana } } }');
    expect(mine.ownPrefecturalRecord.prefecturalRecord.nameKana).toBe(aoi.nameKana);
    const input = {
      key: 'correct-0001',
      disclosure,
      wanted: [{ item: 'nameKana', wanted: nameKana }],
      reason: '振り仮名が誤っている。',
    };
    const result = await ask(resident, selfCorrection, receiveCorrection, { input });
    expect(result.prefecturalReceiveCorrection).toEqual({
      refusal: null,
      correction: {
        number: expect.stringMatching(/^270008-C\d{4}-\d{6}$/),
        state: 'RECEIVED',
        municipality: '272035',
        wanted: [{ item: 'nameKana', wanted: nameKana }],
      },
    });
    number = result.prefecturalReceiveCorrection.correction.number;
  });

  test('whose request the neighbour cannot use', async () => {
    const neighbour = await system.operator('neighbour');
    const input = { key: 'neighbour-1', disclosure, wanted: [{ item: 'name', wanted: '別人' }], reason: 'いたずら' };
    const result = await ask(neighbour, selfCorrection, receiveCorrection, { input });
    expect(result.prefecturalReceiveCorrection).toEqual({ refusal: 'NOT_DISCLOSED_BEFORE', correction: null });
    const theirs = await ask(neighbour, selfCorrection, 'query { prefecturalCorrections { number } }');
    expect(theirs.prefecturalCorrections).toEqual([]);
  });

  test('cannot be answered by the governor before the municipality has investigated', async () => {
    const result = await ask(counter, staff, answerCorrection, { input: { key: 'too-early-1', number } });
    expect(result.prefecturalAnswerCorrection).toEqual({ refusal: 'NOT_REPORTED_YET', correction: null });
  });

  test('comes to the clerk of her municipality, who sees the record and what should stand there', async () => {
    expect(await caseOf(number)).toEqual({
      origin: '270008',
      number: inBook(number),
      reason: '振り仮名が誤っている。',
      wanted: [{ item: 'nameKana', wanted: nameKana }],
      outcome: null,
      reported: false,
      person: { municipalRecord: { name: aoi.name, nameKana: aoi.nameKana } },
    });
  }, 30_000);

  test('is not corrected by a word: the change must have been registered', async () => {
    const named = { origin: '270008', number: inBook(number), outcome: 'CORRECTED' };
    const none = await ask(clerk, municipal, decide, { input: { key: 'decide-0000', ...named } });
    expect(none.municipalDecideCorrection).toEqual({ refusal: 'EVENT_MISSING', correction: null });
    const unknown = await ask(clerk, municipal, decide, { input: { key: 'decide-0001', ...named, event: 'no-such' } });
    expect(unknown.municipalDecideCorrection).toEqual({ refusal: 'EVENT_NOT_REGISTERED', correction: null });
  });

  test('is corrected by the municipality: the change stands in all three files', async () => {
    const event = eventOf(aoi, 'EX_OFFICIO_CORRECTION', { nameKana, eventId: number });
    expect(await network.handIn('272035', event)).toEqual([
      expect.objectContaining({ outcome: 'ACCEPTED', faults: [] }),
    ]);
    const decided = await ask(clerk, municipal, decide, {
      input: {
        key: 'decide-0002',
        origin: '270008',
        number: inBook(number),
        outcome: 'CORRECTED',
        event: event.eventId,
      },
    });
    expect(decided.municipalDecideCorrection).toMatchObject({ refusal: null, correction: { outcome: 'CORRECTED' } });
    await network.inAllFiles(aoi.residentCode, { nameKana });
    await caseOf(number, ({ reported }) => reported);
  }, 60_000);

  test('gets the answer in writing, and sees the corrected record', async () => {
    const result = await ask(counter, staff, answerCorrection, { input: { key: 'written-0001', number } });
    expect(result.prefecturalAnswerCorrection).toMatchObject({
      refusal: null,
      correction: { state: 'ANSWERED', outcome: 'CORRECTED', documentNumber: number },
    });
    const mine = await ask(resident, selfCorrection, 'query { prefecturalCorrections { number state outcome } }');
    expect(mine.prefecturalCorrections).toEqual([{ number, state: 'ANSWERED', outcome: 'CORRECTED' }]);
    const record = await ask(resident, self, 'query { ownPrefecturalRecord { prefecturalRecord { nameKana } } }');
    expect(record.ownPrefecturalRecord.prefecturalRecord.nameKana).toBe(nameKana);
  });

  test('that asks again without cause is told why nothing is corrected', async () => {
    const input = { key: 'correct-0002', disclosure, wanted: [{ item: 'sex', wanted: 'MALE' }], reason: '誤り' };
    const asked = await ask(resident, selfCorrection, receiveCorrection, { input });
    const second = asked.prefecturalReceiveCorrection.correction.number;
    await caseOf(second);
    const named = { origin: '270008', number: inBook(second), outcome: 'NOT_CORRECTED' };
    const silent = await ask(clerk, municipal, decide, { input: { key: 'decide-0003', ...named } });
    expect(silent.municipalDecideCorrection.refusal).toBe('REASON_MISSING');
    await ask(clerk, municipal, decide, { input: { key: 'decide-0004', ...named, reason: '戸籍の記載と一致する。' } });
    await caseOf(second, ({ reported }) => reported);
    const written = await ask(counter, staff, answerCorrection, { input: { key: 'written-0002', number: second } });
    expect(written.prefecturalAnswerCorrection.correction).toMatchObject({
      outcome: 'NOT_CORRECTED',
      outcomeReason: '戸籍の記載と一致する。',
    });
  }, 30_000);
});

describe('a correction of the agency’s file', () => {
  test('goes to the same municipality, and the same clerk', async () => {
    const officer = await system.operator('jlis-network-manager');
    const asked = await ask(
      resident,
      self,
      'mutation Ask($input: NationalDisclosureAsk!) { nationalAskDisclosure(input: $input) { request { number } } }',
      { input: { key: 'agency-ask-1', kind: 'RECORD' } },
    );
    const { number: asking } = asked.nationalAskDisclosure.request;
    await ask(
      officer,
      'juki-disclosure-national',
      'mutation Answer($input: NationalDisclosureAnswer!) { nationalAnswerDisclosure(input: $input) { refusal } }',
      { input: { key: 'agency-answer', number: asking } },
    );
    const wanted = [{ item: 'address', wanted: '大阪府豊中市本町一丁目5番9号' }];
    const received = await ask(
      resident,
      selfCorrection,
      `mutation C($input: NationalCorrectionReception!) { nationalReceiveCorrection(input: $input) {
        refusal correction { number body } } }`,
      { input: { key: 'agency-corr-1', disclosure: asking, wanted, reason: '建物名は不要' } },
    );
    const { number, body } = received.nationalReceiveCorrection.correction;
    expect(body).toBe('jlis');
    const origin = ({ origin: from }: { origin?: string }) => from === 'jlis';
    expect(await caseOf(number, origin)).toMatchObject({ origin: 'jlis', wanted });
    await ask(clerk, municipal, decide, {
      input: {
        key: 'decide-0005',
        origin: 'jlis',
        number: inBook(number),
        outcome: 'NOT_CORRECTED',
        reason: '届出のとおり。',
      },
    });
    const told = await until(
      () => ask(resident, selfCorrection, 'query { nationalCorrections { number state outcomeReason } }'),
      (data) => data.nationalCorrections[0]?.state === 'REPORTED',
    );
    expect(told.nationalCorrections).toEqual([{ number, state: 'REPORTED', outcomeReason: '届出のとおり。' }]);
  }, 30_000);
});

describe('the governor', () => {
  test('has no way to change a record: no purpose of this module opens the intake of changes', async () => {
    const register =
      'mutation R($events: [MunicipalChangeEvent!]!) { registerChangeEvents(events: $events) { outcome } }';
    for (const purpose of [staff, 'juki-disclosure-national', municipal, selfCorrection]) {
      const who = purpose === municipal ? clerk : purpose === selfCorrection ? resident : counter;
      const answer = await who.asks({ purpose, query: register, variables: { events: [eventOf(aoi, 'MOVE_WITHIN')] } });
      expect(answer.errors[0]?.extensions['code']).toMatch(/^(OPERATION_REFUSED|PURPOSE_NOT_YOURS)$/);
    }
  });
});
