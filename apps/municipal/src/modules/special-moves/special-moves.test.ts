import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PlainRecord } from '@juki/subgraph-runtime/registry';
import { testNumbers } from '@juki/subgraph-runtime/testing';
import { type Counters, matsumoto, openCounters, suita, toyonaka } from '../../testing/two-counters.ts';

let counters: Counters;
beforeAll(async () => {
  counters = await openCounters();
}, 60_000);
afterAll(() => counters?.close());

let people = 0;
/** A household in 松本市: one with a card, and as many more as wanted. */
async function household(size = 1): Promise<readonly PlainRecord[]> {
  const relations = ['世帯主', '妻', '子'];
  const members = Array.from({ length: size }, (_, index) => {
    people += 1;
    return { n: people, relation: relations[index] ?? '子' };
  });
  return counters.settle({ municipalityCode: matsumoto, members });
}

async function one(): Promise<PlainRecord> {
  const [person] = await household();
  if (!person) throw new Error('nobody was settled');
  return person;
}

type Json = Readonly<Record<string, unknown>>;

async function at(municipality: string, query: string, variables: object = {}, purpose = 'juki-tenshutsu-tokurei') {
  const { json } = await counters.ask(municipality, purpose, query, variables);
  expect(json.errors).toBeUndefined();
  // biome-ignore lint/suspicious/noExplicitAny: an answer has the shape of its query, which only the test knows
  const data: any = json.data;
  return data;
}

const out = 'key state persons notifiedAt resent confirmedCode';
async function announce(person: PlainRecord, changes: Json = {}, where = matsumoto) {
  const moveOut = {
    key: randomUUID(),
    name: person.name,
    residentCode: person.residentCode,
    cardPresented: true,
    destinationCode: toyonaka,
    destination: '大阪府豊中市緑が丘一丁目1番1号',
    plannedOn: '2026-11-25',
    ...changes,
  };
  const query = `mutation ($moveOut: MunicipalMoveOutFiling!) { announceMoveOut(moveOut: $moveOut) { outcome moveOut { ${out} } } }`;
  return { ...(await at(where, query, { moveOut })).announceMoveOut, filing: moveOut };
}

const notice = `notice { plannedOn people { name relation familyRegister individualNumber residentCode addressBefore destination
  nationalHealthInsurance pensionClass basicPensionNumber childAllowance cardIssuedOn cardExpiresOn cardManagementCode } }`;
async function file(person: PlainRecord, changes: Json = {}, where = toyonaka) {
  const moveIn = {
    key: randomUUID(),
    name: person.name,
    residentCode: person.residentCode,
    cardPresented: true,
    originCode: matsumoto,
    movedOn: '2026-11-20',
    address: '大阪府豊中市緑が丘一丁目1番1号',
    ...changes,
  };
  const query = `mutation ($moveIn: MunicipalMoveInFiling!) { fileMoveIn(moveIn: $moveIn) { outcome moveIn { key state ${notice} } } }`;
  return { ...(await at(where, query, { moveIn })).fileMoveIn, filing: moveIn };
}

const outOf = async (key: string, where = matsumoto) =>
  (await at(where, `query ($key: ID!) { municipalMoveOut(key: $key) { ${out} } }`, { key })).municipalMoveOut;
const inOf = async (key: string, where = toyonaka) =>
  (await at(where, `query ($key: ID!) { municipalMoveIn(key: $key) { state askRefused ${notice} } }`, { key }))
    .municipalMoveIn;
const register = async (key: string, where = toyonaka) =>
  (await at(where, `mutation ($key: ID!) { registerMoveIn(key: $key) { outcome moveIn { state } } }`, { key }))
    .registerMoveIn;
const noticesOf = async (where = toyonaka) =>
  (await at(where, '{ municipalMoveNotices { originCode state persons plannedOn eraseFrom } }')).municipalMoveNotices;

/** Lets every worker of the module make one round. */
async function carry(): Promise<void> {
  await counters.carry();
}

test('a move from announcement to the closed record in both municipalities', async () => {
  const [father, , child] = await household(3);
  if (!father || !child) throw new Error('nobody was settled');
  const announced = await announce(father, { wholeHousehold: true });
  expect(announced).toMatchObject({ outcome: 'ANNOUNCED', moveOut: { state: 'ANNOUNCED', persons: 3 } });
  expect(counters.events.slice(-3)).toMatchObject([
    { changeReason: 'MOVE_OUT_DOMESTIC', municipalityCode: matsumoto, changeDate: '2026-11-25', planned: true },
    {},
    { name: child.name },
  ]);
  await carry();
  expect(await outOf(announced.filing.key)).toMatchObject({ state: 'NOTIFIED', resent: 0 });

  const filed = await file(father);
  expect(filed.outcome).toBe('READY');
  expect(filed.moveIn.notice.people[0]).toEqual({
    name: father.name,
    relation: '世帯主',
    familyRegister: '大阪府豊中市中桜塚三丁目1番　山田太郎',
    individualNumber: father.individualNumber,
    residentCode: father.residentCode,
    addressBefore: father.address,
    destination: announced.filing.destination,
    nationalHealthInsurance: true,
    pensionClass: 'FIRST',
    basicPensionNumber: '1234-567890',
    childAllowance: true,
    cardIssuedOn: '2024-05-06',
    cardExpiresOn: '2034-05-05',
    cardManagementCode: '00000012345678',
  });
  expect(await register(filed.filing.key)).toEqual({ outcome: 'REGISTERED', moveIn: { state: 'REGISTERED' } });
  expect(counters.events.slice(-3)).toMatchObject([
    {
      changeReason: 'MOVE_IN_DOMESTIC',
      municipalityCode: toyonaka,
      movedFrom: matsumoto,
      address: filed.filing.address,
    },
    {},
    { residentCode: child.residentCode },
  ]);
  await carry();
  expect(await outOf(announced.filing.key)).toMatchObject({ state: 'CONFIRMED', confirmedCode: toyonaka });
  expect(await inOf(filed.filing.key)).toMatchObject({ state: 'CONFIRMED' });
  const { rows } = await counters.pool.query(
    'SELECT municipality_code AS at, relation, previous_address AS before, removed_on IS NULL AS stands FROM register_entry WHERE ref = $1 ORDER BY 1',
    [child.ref],
  );
  expect(rows).toEqual([
    { at: matsumoto, relation: '子', before: expect.any(String), stands: false },
    { at: toyonaka, relation: '子', before: father.address, stands: true },
  ]);
  // Each step again changes nothing.
  expect((await announce(father, announced.filing)).moveOut).toMatchObject({ state: 'CONFIRMED' });
  expect((await file(father, filed.filing)).outcome).toBe('REGISTERED');
  expect((await register(filed.filing.key)).outcome).toBe('REGISTERED');
});

describe('what nobody claims', () => {
  test('is erased when thirty days have passed, with a record of whose it was, and is asked for and sent again', async () => {
    const person = await one();
    const announced = await announce(person);
    await carry();
    const mine = async () => (await noticesOf()).filter(({ state }: { state: string }) => state !== 'CLAIMED');
    expect(await mine()).toEqual([
      { originCode: matsumoto, state: 'WAITING', persons: 1, plannedOn: '2026-11-25', eraseFrom: '2026-12-26' },
    ]);
    counters.advance(35);
    await carry();
    expect((await mine())[0].state).toBe('WAITING');
    counters.advance(1);
    const before = counters.subgraph.audit.records.length;
    await carry();
    expect((await mine())[0].state).toBe('ERASED');
    const records = counters.subgraph.audit.records.slice(before);
    expect(records.map(({ body, purpose, coordinates }) => [body, purpose, coordinates])).toContainEqual([
      toyonaka,
      'juki-move-erasure',
      ['Mutation.eraseUnclaimedMoveNotices'],
    ]);
    const left = await counters.pool.query('SELECT FROM move_notice_person WHERE ref = $1', [person.ref]);
    expect(left.rowCount).toBe(0);

    // The special rule is over, so a certificate is needed; with it, the former municipality is asked.
    const late = { movedOn: '2026-12-20', key: randomUUID() };
    expect((await file(person, { ...late, movedOn: '2026-12-01' })).outcome).toBe('CERTIFICATE_NEEDED');
    const asked = await file(person, late);
    expect(asked).toMatchObject({ outcome: 'ASKED', moveIn: { state: 'ASKED', notice: null } });
    await carry();
    expect(await inOf(late.key)).toMatchObject({ state: 'READY', notice: { people: [{ name: person.name }] } });
    expect(await outOf(announced.filing.key)).toMatchObject({ resent: 1 });
    expect((await register(late.key)).outcome).toBe('REGISTERED');
    await carry();
    expect(await outOf(announced.filing.key)).toMatchObject({ state: 'CONFIRMED' });
  });

  test('is asked for by another municipality than the announced one, where the person went instead', async () => {
    counters.advance(-36);
    const person = await one();
    const announced = await announce(person);
    await carry();
    const asked = await file(person, {}, suita);
    expect(asked.outcome).toBe('ASKED');
    await carry();
    expect(await inOf(asked.filing.key, suita)).toMatchObject({ state: 'READY' });
    await register(asked.filing.key, suita);
    await carry();
    expect(await outOf(announced.filing.key)).toMatchObject({ state: 'CONFIRMED', confirmedCode: suita });
  });
});

describe('nothing is given', () => {
  test('to a name that is not that of the code, nor to a code that is nobody’s move', async () => {
    const person = await one();
    await announce(person);
    await carry();
    const wrong = await file(person, { name: '山田 次郎' });
    const nobody = await file({ ...person, ...testNumbers(900), name: '山田 三郎' });
    expect([wrong.outcome, nobody.outcome]).toEqual(['ASKED', 'ASKED']);
    await carry();
    const [one_, two] = [await inOf(wrong.filing.key), await inOf(nobody.filing.key)];
    expect(one_).toEqual({ state: 'ASKED', askRefused: true, notice: null });
    expect(two).toEqual(one_);
  });

  test('to the clerk of the other municipality, or of a third: filings are their own municipality’s', async () => {
    const ofTheThird = await noticesOf(suita);
    const person = await one();
    const announced = await announce(person);
    await carry();
    const filed = await file(person);
    for (const other of [toyonaka, suita]) expect(await outOf(announced.filing.key, other)).toBeNull();
    for (const other of [matsumoto, suita]) {
      expect(await inOf(filed.filing.key, other)).toBeNull();
      expect(await register(filed.filing.key, other)).toEqual({ outcome: 'NOT_FOUND', moveIn: null });
    }
    expect(await noticesOf(suita)).toEqual(ofTheThird);
    expect(await inOf(randomUUID())).toBeNull();
  });

  test('to a machine that asks about, or closes, a move that is not its municipality’s any more', async () => {
    const person = await one();
    const announced = await announce(person);
    await carry();
    const filed = await file(person);
    await register(filed.filing.key);
    await carry();
    const message = { messageId: randomUUID(), to: matsumoto, name: person.name, residentCode: person.residentCode };
    const ask = `mutation ($message: MunicipalMoveAskMessage!) { askMoveNotice(ask: $message) { outcome } }`;
    const close = `mutation ($message: MunicipalMoveConfirmationMessage!) { confirmMoveOut(confirmation: $message) { outcome } }`;
    const again = { ...message, address: 'どこか', movedOn: '2026-11-20' };
    expect(await at(suita, ask, { message }, 'juki-move-exchange')).toEqual({ askMoveNotice: { outcome: 'NO_MATCH' } });
    expect(await at(suita, close, { message: again }, 'juki-move-exchange')).toEqual({
      confirmMoveOut: { outcome: 'NO_MATCH' },
    });
    expect(await outOf(announced.filing.key)).toMatchObject({ confirmedCode: toyonaka });
  });
});

test('a line that is down loses nothing: the message waits and arrives once', async () => {
  const person = await one();
  counters.line('down');
  const announced = await announce(person);
  await carry();
  await carry();
  expect(await outOf(announced.filing.key)).toMatchObject({ state: 'ANNOUNCED', notifiedAt: null });
  counters.line('up');
  counters.advance(1);
  await carry();
  expect(await outOf(announced.filing.key)).toMatchObject({ state: 'NOTIFIED' });
  const { rows } = await counters.pool.query('SELECT count(*)::int AS kept FROM move_notice WHERE move_key = $1', [
    announced.filing.key,
  ]);
  expect(rows).toEqual([{ kept: 1 }]);
  counters.advance(-1);
});

describe('a filing is refused', () => {
  test('where the law or the register does not bear it', async () => {
    const [head, wife] = await household(2);
    if (!head || !wife) throw new Error('nobody was settled');
    const end = async (person: PlainRecord, changes: Json) => (await announce(person, changes)).outcome;
    expect(await end(head, { name: '山田 次郎' })).toBe('NO_MATCH');
    expect(await end(head, { cardPresented: false })).toBe('CARD_NEEDED');
    expect(await end(wife, {})).toBe('CARD_NEEDED');
    expect(await end(head, { destinationCode: '131016' })).toBe('NOT_CONNECTED');
    expect(await end(head, { destinationCode: matsumoto })).toBe('NOT_CONNECTED');
    expect(await end(head, { plannedOn: '2026-02-30' })).toBe('BAD_REQUEST');
    expect(await end(head, { residentCode: '12345678513' })).toBe('BAD_REQUEST');
    expect((await file(head, { cardPresented: false })).outcome).toBe('CARD_NEEDED');
    expect((await file(head, { movedOn: '2999-01-01' })).outcome).toBe('BAD_REQUEST');
    expect((await announce(head, {}, suita)).outcome).toBe('NO_MATCH');
  });

  test('under a key that stands for another', async () => {
    const [one_, two] = [await one(), await one()];
    const { filing } = await announce(one_);
    expect((await announce(two, { key: filing.key })).outcome).toBe('KEY_REUSED');
    const filed = await file(one_);
    expect((await file(two, { key: filed.filing.key })).outcome).toBe('KEY_REUSED');
  });
});
