import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { recordsOf, startTestSystem, type TestSystem } from '@juki/testing';
import pg from 'pg';
import { eventOf } from './changes/change-events.ts';
import { freshNumbers, people, somebodyOf } from './changes/change-people.ts';
import { networkOf, until } from './changes/network.ts';

/** 異動: each kind of change is handed in once, by a machine, and stands in three files with nobody in between (30条の6, 30条の7). */

// A change passes three processes and their logs; two cores are often busy with more than this.
jest.setTimeout(40_000);

const toyonaka = '272035';
const suita = '272051';
const kurume = '402036';
const iizuka = '402052';

let system: TestSystem;
let network: ReturnType<typeof networkOf>;
beforeAll(async () => {
  system = await startTestSystem({ people });
  network = networkOf(system);
}, 120_000);
afterAll(() => system?.remove(), 30_000);

const accepted = expect.objectContaining({ outcome: 'ACCEPTED', faults: [] });

test('転居: a move inside a city, with the former address as history', async () => {
  const { latest } = somebodyOf(toyonaka);
  const address = '大阪府豊中市本町三丁目1番1号';
  expect(await network.handIn(toyonaka, eventOf(latest, 'MOVE_WITHIN', { address }))).toEqual([accepted]);
  const rows = await network.inAllFiles(latest.residentCode, { address, changeReason: 'MOVE_WITHIN' });
  for (const { history } of rows) expect(history[0]).toMatchObject({ address: latest.address });
});

test('出生: a child has no history, and both numbers from the first day', async () => {
  const { latest } = somebodyOf(toyonaka);
  const numbers = freshNumbers();
  const child = { name: '森　ひかり', nameKana: 'モリ　ヒカリ', birthDate: '2026-11-18', sex: 'FEMALE', ...numbers };
  await network.handIn(toyonaka, eventOf(latest, 'BIRTH', { ...child, formerSurname: null, formerSurnameKana: null }));
  const rows = await network.inAllFiles(numbers.residentCode, { name: '森　ひかり', ...numbers });
  for (const { history } of rows) expect(history).toEqual([]);
});

test('死亡: the record of the dead stays as a removed one', async () => {
  const { latest } = somebodyOf(suita);
  await network.handIn(suita, eventOf(latest, 'DEATH'));
  const rows = await network.inAllFiles(latest.residentCode, { changeReason: 'DEATH' });
  for (const { history } of rows) expect(history[0]).toMatchObject({ changeReason: latest.changeReason });
});

describe('転出・転入: a move', () => {
  const inOsaka = { municipalityCode: suita, address: '大阪府吹田市泉町二丁目8番1号', movedFrom: toyonaka };
  const toKurume = { municipalityCode: kurume, address: '福岡県久留米市城南町15番3号', movedFrom: toyonaka };

  test('between two cities of one prefecture', async () => {
    const { latest } = somebodyOf(toyonaka);
    await network.handIn(toyonaka, eventOf(latest, 'MOVE_OUT_DOMESTIC', { changeDate: '2026-11-19' }));
    await network.handIn(suita, eventOf(latest, 'MOVE_IN_DOMESTIC', inOsaka));
    await network.inAllFiles(latest.residentCode, { municipalityCode: suita, changeReason: 'MOVE_IN_DOMESTIC' });
  });

  test('of which the new city notifies first: it waits in the prefecture until the former one has', async () => {
    const { latest } = somebodyOf(toyonaka);
    const entry = eventOf(latest, 'MOVE_IN_DOMESTIC', inOsaka);
    await network.handIn(suita, entry);
    const state = await until(
      () =>
        network.ask(
          'suita-clerk',
          'municipal-register',
          `{ municipalChange(eventId: "${entry.eventId}") { prefectural waitsFor } }`,
        ),
      ({ municipalChange }) => municipalChange?.prefectural !== null,
    );
    expect(state.municipalChange).toEqual({ prefectural: 'WAITS', waitsFor: 'DELETION_ELSEWHERE' });
    await network.handIn(toyonaka, eventOf(latest, 'MOVE_OUT_DOMESTIC', { changeDate: '2026-11-19' }));
    const [, prefectural, national] = await network.inAllFiles(latest.residentCode, { municipalityCode: suita });
    for (const row of [prefectural, national]) expect(row).toMatchObject({ changeReason: 'MOVE_IN_DOMESTIC' });
    await until(
      () => network.outbox('suita-clerk'),
      ({ waiting }) => waiting === 0,
      30_000,
    );
  }, 60_000);

  test('from one prefecture to another', async () => {
    const { latest } = somebodyOf(toyonaka);
    await network.handIn(toyonaka, eventOf(latest, 'MOVE_OUT_DOMESTIC', { changeDate: '2026-11-19' }));
    await network.handIn(kurume, eventOf(latest, 'MOVE_IN_DOMESTIC', toKurume));
    await network.inAllFiles(latest.residentCode, { municipalityCode: kurume });
  });

  test('from one prefecture to another, of which the new city notifies first: it waits at the agency', async () => {
    const { latest } = somebodyOf(toyonaka);
    await network.handIn(kurume, eventOf(latest, 'MOVE_IN_DOMESTIC', toKurume));
    await network.handIn(toyonaka, eventOf(latest, 'MOVE_OUT_DOMESTIC', { changeDate: '2026-11-19' }));
    await network.inAllFiles(latest.residentCode, { municipalityCode: kurume, changeReason: 'MOVE_IN_DOMESTIC' });
  });
});

test('職権修正等: a name that changed in the family register', async () => {
  const { latest } = somebodyOf(suita, (person) => !person.foreign && person.latest.formerSurname === null);
  const name = { name: '高橋　美帆', nameKana: 'タカハシ　ミホ' };
  await network.handIn(suita, eventOf(latest, 'EX_OFFICIO_CORRECTION', name));
  const rows = await network.inAllFiles(latest.residentCode, name);
  for (const { history } of rows) expect(history[0]).toMatchObject({ name: latest.name });
});

test('個人番号の変更請求: the former number stands beside the new one, and stays the person’s', async () => {
  const { latest } = somebodyOf(toyonaka);
  const { individualNumber } = freshNumbers();
  const previousIndividualNumber = latest.individualNumber;
  await network.handIn(
    toyonaka,
    eventOf(latest, 'INDIVIDUAL_NUMBER_REQUEST', { individualNumber, previousIndividualNumber }),
  );
  await network.inAllFiles(latest.residentCode, { individualNumber, previousIndividualNumber });
});

test('住民票コードの変更請求: found by the new code, one person with one past across three files', async () => {
  const { latest } = somebodyOf(toyonaka);
  const { residentCode } = freshNumbers();
  const previousResidentCode = latest.residentCode;
  await network.handIn(toyonaka, eventOf(latest, 'RESIDENT_CODE_REQUEST', { residentCode, previousResidentCode }));
  const rows = await network.inAllFiles(residentCode, { residentCode, previousResidentCode, name: latest.name });
  for (const { history } of rows) expect(history[0]).toMatchObject({ residentCode: previousResidentCode });
  expect((await network.look(residentCode)).data.nationalSearch.people).toHaveLength(1);
});

test('外国人住民: moved in from abroad, with an alias and without 振り仮名; then naturalised, under a Japanese name', async () => {
  const { latest } = somebodyOf(toyonaka);
  const numbers = freshNumbers();
  const items = { ...numbers, name: 'KIM MINJI', nameKana: null, formerSurname: null, formerSurnameKana: null };
  const foreign = { ...items, alias: '金田　美智', birthDate: '1990-02-03', sex: 'FEMALE' };
  await network.handIn(toyonaka, eventOf(latest, 'MOVE_IN_FROM_ABROAD', foreign));
  await network.inAllFiles(numbers.residentCode, { name: 'KIM MINJI', alias: '金田　美智', nameKana: null });

  const japanese = { ...foreign, name: '金田　美智', nameKana: 'カネダ　ミチ', alias: null };
  await network.handIn(
    toyonaka,
    eventOf(latest, 'EX_OFFICIO_DELETION_NATURALISATION', foreign),
    eventOf(latest, 'EX_OFFICIO_ENTRY_NATURALISATION', japanese),
  );
  const rows = await network.inAllFiles(numbers.residentCode, {
    name: '金田　美智',
    nameKana: 'カネダ　ミチ',
    alias: null,
  });
  for (const { history } of rows) expect(history.map(({ name }) => name)).toEqual(['KIM MINJI', 'KIM MINJI']);
});

describe('a change that the file above does not bear out', () => {
  test('comes back with its reason, stays on the clerk’s list, and is closed by the corrected event', async () => {
    const { latest } = somebodyOf(suita);
    const address = '大阪府吹田市青山台一丁目2番3号';
    const wrong = eventOf(latest, 'MOVE_WITHIN', { address, sex: latest.sex === 'MALE' ? 'FEMALE' : 'MALE' });
    expect(await network.handIn(suita, wrong)).toEqual([accepted]);
    const [refusal] = await until(
      () => network.refusals('suita-clerk'),
      (list) => list.length > 0,
    );
    expect(refusal).toMatchObject({
      eventId: wrong.eventId,
      tier: 'PREFECTURAL',
      correctedBy: null,
      faults: [{ code: 'MOVE_CHANGES_MORE' }],
      advice: expect.stringContaining('転居では住所だけ'),
    });
    const corrected = eventOf(latest, 'MOVE_WITHIN', { address, corrects: wrong.eventId });
    await network.handIn(suita, corrected);
    await network.inAllFiles(latest.residentCode, { address, changeReason: 'MOVE_WITHIN' });
    expect(await network.refusals('suita-clerk')).toEqual([]);
    expect(await network.refusals('suita-clerk', true)).toContainEqual(
      expect.objectContaining({ eventId: wrong.eventId, correctedBy: corrected.eventId }),
    );
  });

  test('refused by the agency alone, ends on the list of the municipality too', async () => {
    const { latest } = somebodyOf(iizuka);
    const name = '中島　玲';
    // The agency's file already says so, whoever put it there: the correction makes no difference.
    await inDatabase('national', 'UPDATE identity_record SET name = $1 WHERE address = $2 AND superseded_on IS NULL', [
      name,
      latest.address,
    ]);
    const event = eventOf(latest, 'EX_OFFICIO_CORRECTION', { name });
    await network.handIn(iizuka, event);
    const [refusal] = await until(
      () => network.refusals('iizuka-clerk'),
      (list) => list.length > 0,
      30_000,
    );
    expect(refusal).toMatchObject({ eventId: event.eventId, tier: 'NATIONAL', faults: [{ code: 'NO_DIFFERENCE' }] });
  }, 60_000);
});

describe('what the CS checks itself', () => {
  test('is answered event by event, every fault at once, and nothing of it enters the file', async () => {
    const { latest } = somebodyOf(toyonaka);
    const sound = eventOf(latest, 'MOVE_WITHIN', { address: '大阪府豊中市若葉町一丁目1番1号' });
    const faulty = eventOf(latest, 'MOVE_WITHIN', {
      individualNumber: '123456789012',
      birthDate: '2026-02-30',
      sex: 'X',
    });
    const [first, second, third] = await network.handIn(toyonaka, sound, faulty, sound);
    expect(first).toMatchObject({ outcome: 'ACCEPTED' });
    expect(second).toMatchObject({ eventId: faulty.eventId, outcome: 'REFUSED', sequence: null });
    expect(second?.faults).toEqual(
      expect.arrayContaining([
        { field: 'individualNumber', code: 'CHECK_DIGIT' },
        { field: 'birthDate', code: 'NOT_A_DAY' },
        { field: 'sex', code: 'NOT_IN_SET' },
      ]),
    );
    expect(third).toMatchObject({ outcome: 'ALREADY_REGISTERED', sequence: first?.sequence });
  });

  test('another content under an id that was used is refused', async () => {
    const { latest } = somebodyOf(toyonaka);
    const event = eventOf(latest, 'MOVE_WITHIN', { address: '大阪府豊中市旭町一丁目1番1号' });
    await network.handIn(toyonaka, event);
    const [again] = await network.handIn(toyonaka, { ...event, address: '大阪府豊中市旭町一丁目1番2号' });
    expect(again).toMatchObject({ outcome: 'REFUSED', faults: [{ code: 'EVENT_ID_REUSED' }] });
  });

  test('a registry system hands in for its own municipality and no other', async () => {
    const { latest } = somebodyOf(toyonaka);
    const [answer] = await network.handIn(suita, eventOf(latest, 'MOVE_WITHIN', { address: '大阪府豊中市原田1番1号' }));
    expect(answer).toMatchObject({ outcome: 'REFUSED', faults: [{ code: 'SENDER_NOT_COMPETENT' }] });
  });

  test('a clerk may hand in by hand; an officer without such a purpose may not', async () => {
    const { latest } = somebodyOf(toyonaka);
    const event = eventOf(latest, 'MOVE_WITHIN', { address: '大阪府豊中市服部西町四丁目13番1号' });
    const query = 'mutation ($events: [MunicipalChangeEvent!]!) { registerChangeEvents(events: $events) { outcome } }';
    const asks = async (who: string, purpose: string) =>
      (await system.operator(who)).asks({ purpose, query, variables: { events: [event] }, case: 'R8-1' });
    const clerk = await asks('toyonaka-clerk', 'municipal-register');
    expect(clerk.data).toEqual({ registerChangeEvents: [{ outcome: 'ACCEPTED' }] });
    const officer = await asks('osaka-education-officer', 'juki-b6-2');
    expect([officer.status, officer.errors[0]?.extensions['code']]).toEqual([403, 'OPERATION_REFUSED']);
  });
});

test('all of it stands in three logs, person by person, under the article of each step', async () => {
  const records = await recordsOf(system);
  const outcomes = records.filter(({ phase, subject }) => phase === 'outcome' && subject !== null);
  const under = (purpose: string, body: string) =>
    outcomes.filter((record) => record.purpose === purpose && record.body === body);
  expect(under('juki-register-intake', toyonaka).length).toBeGreaterThan(10);
  const governor = under('juki-update-muni-pref', '270008');
  const agency = under('juki-update-pref-nat', 'jlis');
  expect([governor.length, agency.length].every((count) => count > 15)).toBe(true);
  for (const { mode, actor } of [...governor, ...agency]) {
    expect([mode, actor.kind]).toEqual(['batch', 'system']);
  }
  expect(new Set(governor.map(({ actor }) => actor.agency))).toEqual(new Set([`cs-${toyonaka}`, `cs-${suita}`]));
  expect(governor[0]?.provisions).toContain('juki-30-6-1');
});

async function inDatabase(name: 'municipal' | 'prefectural' | 'national', sql: string, values: readonly unknown[]) {
  const client = new pg.Client({ connectionString: system.databases.data.url(name) });
  await client.connect();
  await client.query(sql, [...values]);
  await client.end();
}
