import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { recordsOf, startTestSystem, type TestSystem } from '@juki/testing';
import pg from 'pg';
import { networkOf, until } from './changes/network.ts';
import { cast, counterOf, inDays, places } from './moves/counter.ts';

/** 転入届の特例 (住民基本台帳法24条の2): people of 松本市 move to 豊中市 with nothing but their cards. */

let system: TestSystem;
beforeAll(async () => {
  system = await startTestSystem();
}, 120_000);
afterAll(() => system?.remove(), 30_000);

const takuya = cast.numberChanged.latest;
const newAddress = '大阪府豊中市緑が丘一丁目2番3号';
const toToyonaka = { destinationCode: places.toyonaka, destination: newAddress, plannedOn: inDays(0) };

const matsumoto = () => counterOf(system, 'matsumoto-clerk');
const toyonaka = () => counterOf(system, 'toyonaka-clerk');

/** One line of what the municipal database says, to its owner. */
async function look(
  sql: string,
  values: readonly unknown[] = [],
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const client = new pg.Client({ connectionString: system.databases.data.url('municipal') });
  await client.connect();
  try {
    return (await client.query(sql, [...values])).rows[0];
  } finally {
    await client.end();
  }
}

/** Lets time go by: the days of what was notified move back, as the days of a calendar would have moved on. */
async function age(days: number): Promise<void> {
  await look(
    "UPDATE move_notice SET planned_on = planned_on - $1::int, erase_from = erase_from - $1::int WHERE state = 'WAITING'",
    [days],
  );
}

test('百瀬拓也 moves from 松本市 to 豊中市, and every file tells it', async () => {
  const announced = await matsumoto().announce(takuya, toToyonaka);
  expect(announced).toMatchObject({ outcome: 'ANNOUNCED', moveOut: { persons: 1 } });
  await until(
    () => matsumoto().moveOut(announced.key),
    ({ state }) => state === 'NOTIFIED',
  );

  const filed = await toyonaka().file(takuya, {
    originCode: places.matsumoto,
    movedOn: inDays(0),
    address: newAddress,
  });
  expect(filed.outcome).toBe('READY');
  const { notice } = await toyonaka().moveIn(filed.key);
  expect(notice.people).toMatchObject([
    {
      name: takuya.name,
      familyRegister: expect.stringContaining('百瀬'),
      individualNumber: takuya.individualNumber,
      residentCode: takuya.residentCode,
      addressBefore: takuya.address,
      destination: newAddress,
      cardExpiresOn: expect.any(String),
    },
  ]);
  expect(await toyonaka().enter(filed.key)).toMatchObject({ outcome: 'REGISTERED' });

  const closed = await until(
    () => matsumoto().moveOut(announced.key),
    ({ state }) => state === 'CONFIRMED',
  );
  expect(closed).toMatchObject({ confirmedCode: places.toyonaka, resent: 0 });
  await until(
    () => toyonaka().moveIn(filed.key),
    ({ state }) => state === 'CONFIRMED',
  );
  const network = networkOf(system);
  await network.inAllFiles(takuya.residentCode, {
    address: newAddress,
    municipalityCode: places.toyonaka,
    changeReason: 'MOVE_IN_DOMESTIC',
  });
  const query = `query ($key: MunicipalSearchKey!) { municipalSearch(key: $key) { people { municipalRecord {
    changeReason registerEntry { relation previousAddress notifiedOn } } } } }`;
  const key = { residentCode: takuya.residentCode };
  const { data } = await toyonaka().ask('municipal-register', query, { key });
  expect(data.municipalSearch.people).toEqual([
    {
      municipalRecord: {
        changeReason: 'MOVE_IN_DOMESTIC',
        registerEntry: { relation: '世帯主', previousAddress: takuya.address, notifiedOn: inDays(0) },
      },
    },
  ]);
  const left = await matsumoto().ask('municipal-register', query, { key });
  expect(left.data.municipalSearch.people[0].municipalRecord.changeReason).toBe('MOVE_OUT_DOMESTIC');
}, 60_000);

describe('a notice that nobody claims', () => {
  const person = cast.formerSurname.latest;

  test('is erased after thirty days by the machine of 豊中市, and sent again when the person comes after all', async () => {
    const announced = await counterOf(system, 'iizuka-clerk').announce(person, toToyonaka);
    expect(announced.outcome).toBe('ANNOUNCED');
    const mine = async () =>
      (await toyonaka().notices()).find(({ originCode }: { originCode: string }) => originCode === places.iizuka);
    await until(mine, (notice) => notice?.state === 'WAITING');
    await age(31);
    await system.services.municipal.kill();
    await system.services.municipal.start();
    await until(mine, (notice) => notice?.state === 'ERASED');
    const records = await recordsOf(system);
    expect(records).toContainEqual(
      expect.objectContaining({
        body: places.toyonaka,
        phase: 'outcome',
        purpose: 'juki-move-erasure',
        coordinates: ['Mutation.eraseUnclaimedMoveNotices'],
        subject: expect.any(String),
        actor: expect.objectContaining({ operator: `cs-${places.toyonaka}`, kind: 'system' }),
      }),
    );

    // Gone, and not only from the answers: no row is left, and the pages were cleared.
    expect(
      await look('SELECT count(*)::int AS left FROM move_notice_person WHERE origin_code = $1', [places.iizuka]),
    ).toEqual({
      left: 0,
    });
    await until(
      () => look("SELECT vacuum_count::int AS cleared FROM pg_stat_user_tables WHERE relname = 'move_notice_person'"),
      (stat) => Number(stat?.['cleared']) > 0,
    );

    const filed = await toyonaka().file(person, { originCode: places.iizuka, movedOn: inDays(0), address: newAddress });
    expect(filed.outcome).toBe('ASKED');
    const ready = await until(
      () => toyonaka().moveIn(filed.key),
      ({ state }) => state === 'READY',
    );
    expect(ready.notice.people[0].name).toBe(person.name);
    expect(await toyonaka().enter(filed.key)).toMatchObject({ outcome: 'REGISTERED' });
    const closed = await until(
      () => counterOf(system, 'iizuka-clerk').moveOut(announced.key),
      ({ state }) => state === 'CONFIRMED',
    );
    expect(closed.resent).toBe(1);
  }, 90_000);
});

describe('what another municipality cannot do', () => {
  test('is to read a filing, to enter it, or to learn that it exists', async () => {
    const { key } = await toyonaka().announce(cast.namesakeToyonaka.latest, {
      destinationCode: places.suita,
      destination: '大阪府吹田市泉町一丁目1番1号',
      plannedOn: inDays(3),
    });
    const other = counterOf(system, 'suita-clerk');
    expect(await other.moveOut(key)).toBeNull();
    expect(await other.moveOut(crypto.randomUUID())).toBeNull();
    expect(await other.enter(key)).toEqual({ outcome: 'NOT_FOUND', moveIn: null });
  });

  test('is to file for somebody whose name it does not know: the former municipality gives nothing', async () => {
    const { key } = await matsumoto().announce(cast.deceased.latest, toToyonaka);
    expect(await matsumoto().moveOut(key)).toBeNull();
    const filed = await toyonaka().file(
      { ...takuya, name: '百瀬　次郎' },
      { originCode: places.matsumoto, movedOn: inDays(0), address: newAddress },
    );
    expect(filed.outcome).toBe('ASKED');
    const refused = await until(
      () => toyonaka().moveIn(filed.key),
      ({ askRefused }) => askRefused === true,
    );
    expect(refused).toMatchObject({ state: 'ASKED', notice: null });
  });

  test('is to send in the name of a third: a machine speaks for its own municipality', async () => {
    const network = networkOf(system);
    const message = {
      messageId: crypto.randomUUID(),
      to: places.matsumoto,
      name: takuya.name,
      residentCode: takuya.residentCode,
    };
    const document = 'mutation ($message: MunicipalMoveAskMessage!) { askMoveNotice(ask: $message) { outcome } }';
    const answer = await network
      .machine(`cs-${places.suita}`)
      .request<{ askMoveNotice: unknown }>({ document, variables: { message }, purpose: 'juki-move-exchange' });
    expect(answer.data.askMoveNotice).toEqual({ outcome: 'NO_MATCH' });

    // Under its affair it may not even look at what it sent; and a governor's machine may not state it.
    const reading = { document: '{ municipalMoveNotices { state } }', purpose: 'juki-move-exchange' };
    await expect(network.machine(`cs-${places.matsumoto}`).request(reading)).rejects.toMatchObject({
      code: 'OPERATION_REFUSED',
    });
    await expect(
      network.machine('server-270008').request({ ...reading, document, variables: { message } }),
    ).rejects.toMatchObject({
      code: 'PURPOSE_NOT_YOURS',
    });
  });
});
