import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createLogin, createPool, type EmbeddedPostgres, migrate } from '@juki/database';
import { temporaryPostgres } from '@juki/database/testing';
import type { MediaLedger, MediumEntry } from '@juki/media-ledger';
import { AccessLedger, type Bodies, type Person } from '@juki/subgraph-runtime';
import type pg from 'pg';
import type { Asking } from './asking.ts';
import { createDisclosureDesk, type DisclosureDesk } from './disclosure-desk.ts';

/** The desk on a real database, with a clock that the test moves. */

const folder = path.resolve(import.meta.dirname, '../../../../prisma/prefectural/migrations');
const bodies: Bodies = {
  default: '270008',
  all: ['270008', '400009'],
  ofPrefecture: (two) => (two === '27' ? '270008' : two === '40' ? '400009' : undefined),
  ofScope: (scope) => (scope.reach === 'own-prefecture' && scope.prefecture === '40' ? '400009' : '270008'),
};

let postgres: EmbeddedPostgres;
let writer: pg.Pool;
let owner: pg.Pool;
let desk: DisclosureDesk;
const entered: MediumEntry[] = [];

beforeAll(async () => {
  postgres = await temporaryPostgres({ databases: ['prefectural'], durable: false });
  await migrate(postgres.url('prefectural'), folder);
  const role = 'juki_registry_writer';
  writer = createPool(await createLogin(postgres, { name: 'test_writer', database: 'prefectural', role }));
  owner = createPool(postgres.url('prefectural'));
  const media: MediaLedger = {
    record: async (entry) => {
      entered.push(entry);
      return 'ENTERED';
    },
    entries: async () => [],
    due: async () => [],
  };
  desk = createDisclosureDesk({ writer, bodies, media });
}, 60_000);
afterAll(async () => {
  await Promise.all([writer.end(), owner.end()]);
  await postgres.stop();
});

const ref = Buffer.alloc(16, 3).toString('base64url');

/** A clerk of a prefecture on a day; `known`: whether the file holds the person that is searched for. */
function clerk(day: string, { known = true, prefecture = '27' } = {}): Asking {
  const ledger = new AccessLedger();
  const person: Person = { __typename: 'Person', ref, argument: null };
  return {
    ledger,
    now: Date.parse(`${day}T03:00:00Z`),
    records: {
      search: async () => (known ? [person] : []),
      self: async () => null,
      person: () => person,
      current: async () => null,
      history: async () => [],
    },
    grant: {
      purpose: 'juki-disclosure-prefecture',
      request: 'r',
      scope: { reach: 'own-prefecture', prefecture },
      actor: { operator: 'clerk', agency: 'osaka-network' },
    },
  };
}

const request = (key: string) => ({
  key,
  kind: 'RECORD' as const,
  requester: 'PERSON' as const,
  evidence: ['PASSPORT' as const],
  requesterName: '中村　葵',
  subject: {
    name: '中村　葵',
    birthDate: '1996-10-12',
    sex: 'FEMALE' as const,
    address: '大阪府豊中市本町一丁目5番9号',
  },
});

describe('the book of receptions', () => {
  test('counts without a gap or a double, however many come at once', async () => {
    const at = clerk('2030-05-01');
    const results = await Promise.all(
      Array.from({ length: 12 }, (_, index) => desk.receive(at, request(`together-${index}`))),
    );
    const numbers = results
      .map(({ request: received }) => received?.number)
      .toSorted((a, b) => (`${a}` < `${b}` ? -1 : 1));
    expect(numbers).toEqual(
      Array.from({ length: 12 }, (_, index) => `270008-D2030-${String(index + 1).padStart(6, '0')}`),
    );
  });

  test('receives a request once, though it comes several times at once', async () => {
    const at = clerk('2031-05-01');
    const results = await Promise.all(Array.from({ length: 6 }, () => desk.receive(at, request('repeated-1'))));
    expect(new Set(results.map(({ request: received }) => received?.number))).toEqual(new Set(['270008-D2031-000001']));
  });

  test('begins anew with the fiscal year, and for each body', async () => {
    const numberOf = async (day: string, prefecture = '27') =>
      (await desk.receive(clerk(day, { prefecture }), request(`year-${day}-${prefecture}`))).request?.number;
    expect(await numberOf('2033-03-31')).toBe('270008-D2032-000001');
    expect(await numberOf('2033-04-01')).toBe('270008-D2033-000001');
    expect(await numberOf('2033-04-01', '40')).toBe('400009-D2033-000001');
  });
});

describe('the period, on a clock that moves', () => {
  test('is due, becomes overdue, and may then not be extended any more, but still answered', async () => {
    const received = await desk.receive(clerk('2034-06-01'), request('clock-0001'));
    const number = String(received.request?.number);
    const on = async (day: string) => desk.find(clerk(day), number);
    expect(await on('2034-06-30')).toMatchObject({ dueOn: '2034-06-30', daysLeft: 0, overdue: false });
    expect(await on('2034-07-01')).toMatchObject({ daysLeft: -1, overdue: true });
    const late = await desk.extend(clerk('2034-07-01'), {
      key: 'clock-late',
      number,
      dueOn: '2034-08-01',
      reason: '照会中',
    });
    expect(late.refusal).toBe('EXTENSION_TOO_LATE');
    const answer = await desk.answer(clerk('2034-07-02'), { key: 'clock-answer', number });
    expect(answer.request).toMatchObject({ outcome: 'DISCLOSED', overdue: false, daysLeft: null, disclosed: ref });
  });

  test('is extended in time, and is overdue by the new day', async () => {
    const received = await desk.receive(clerk('2034-06-01'), request('clock-0002'));
    const number = String(received.request?.number);
    const input = { key: 'clock-extend', number, dueOn: '2034-07-31', reason: '照会中' };
    expect((await desk.extend(clerk('2034-06-30'), input)).request).toMatchObject({ state: 'EXTENDED' });
    expect((await desk.extend(clerk('2034-07-01'), input)).refusal).toBeNull();
    expect(await desk.find(clerk('2034-07-31'), number)).toMatchObject({ overdue: false });
    expect(await desk.find(clerk('2034-08-01'), number)).toMatchObject({ overdue: true });
  });
});

describe('an answer', () => {
  test('says what the file says on its own day, whatever it said at the reception', async () => {
    const { request: received } = await desk.receive(clerk('2035-06-01'), request('moved-away'));
    const gone = { key: 'moved-answer', number: String(received?.number) };
    const answer = await desk.answer(clerk('2035-06-02', { known: false }), gone);
    expect(answer.request).toMatchObject({ outcome: 'DOES_NOT_EXIST', disclosed: null });
  });

  test('of another prefecture’s request is not given here', async () => {
    const { request: received } = await desk.receive(clerk('2035-06-01'), request('of-osaka-1'));
    const number = String(received?.number);
    const elsewhere = clerk('2035-06-02', { prefecture: '40' });
    expect(await desk.find(elsewhere, number)).toBeNull();
    expect((await desk.answer(elsewhere, { key: 'fukuoka-1', number })).refusal).toBe('UNKNOWN_REQUEST');
  });

  test('on paper enters the ledger of media, once for each step that was taken', async () => {
    const { request: received } = await desk.receive(clerk('2035-07-01'), request('paper-0001'));
    const number = String(received?.number);
    const print = { key: 'paper-print', number, sha256: 'cd'.repeat(32), pages: 1 };
    expect((await desk.printed(clerk('2035-07-02'), print)).refusal).toBe('NOT_ANSWERED_YET');
    await desk.answer(clerk('2035-07-02'), { key: 'paper-answer', number });
    await desk.printed(clerk('2035-07-02'), print);
    await desk.printed(clerk('2035-07-02'), print);
    await desk.handedOver(clerk('2035-07-03'), { key: 'paper-given', number });
    expect(entered.map(({ act, sha256 }) => [act, sha256])).toEqual([
      ['PRINTED', 'cd'.repeat(32)],
      ['HANDED_OVER', 'cd'.repeat(32)],
    ]);
  });
});

describe('a person with the card', () => {
  const other = Buffer.alloc(16, 4).toString('base64url');

  /** Somebody at home; `who`: `null` where no file of the tier holds them. */
  function person(operator: string, who: string | null): Asking {
    const at = clerk('2037-06-01');
    const self = who === null ? null : ({ __typename: 'Person', ref: who, argument: null } as const);
    return {
      ...at,
      records: {
        ...at.records,
        self: async () => self && at.ledger.holdPerson(self, { ref: self.ref, body: '400009', argument: null }),
      },
      grant: {
        ...at.grant,
        scope: { reach: 'self', certificate: operator },
        actor: { operator, agency: 'resident' },
      },
    };
  }

  test('asks the governor whose file holds them, and sees that request and those made in their name at a counter', async () => {
    const counter = await desk.receive(clerk('2037-06-01'), request('for-card-1'));
    const asked = await desk.ask(person('aoi', ref), { key: 'card-00001', kind: 'RECORD' });
    expect(asked.request).toMatchObject({ body: '400009', channel: 'ONLINE' });
    const seen = (await desk.list(person('aoi', ref))).map(({ number }) => number);
    expect(seen).toEqual(expect.arrayContaining([asked.request?.number, counter.request?.number]));
    expect(await desk.list(person('minoru', other))).toEqual([]);
  });

  test('whom no file holds asks too, and finds the own request by the login', async () => {
    const asked = await desk.ask(person('nobody', null), { key: 'card-00002', kind: 'RECORD' });
    expect((await desk.list(person('nobody', null))).map(({ number }) => number)).toEqual([asked.request?.number]);
    expect(await desk.list(person('another', null))).toEqual([]);
  });

  test('takes no step of the counter, and the counter does not ask by card', async () => {
    const [mine] = await desk.list(person('aoi', ref));
    const step = { key: 'card-00003', number: String(mine?.number) };
    expect((await desk.answer(person('aoi', ref), step)).refusal).toBe('UNKNOWN_REQUEST');
    expect((await desk.handedOver(person('aoi', ref), step)).refusal).toBe('UNKNOWN_REQUEST');
    const ask = await desk.ask(clerk('2037-06-01'), { key: 'card-00004', kind: 'RECORD' });
    expect(ask.refusal).toBe('ONLINE_ONLY_FOR_ONESELF');
  });
});

test('whose requests are looked at stands in the ledger of accesses', async () => {
  const at = clerk('2036-06-01');
  await desk.receive(at, request('ledger-001'));
  expect(at.ledger.close().subjects).toEqual([expect.objectContaining({ ref, body: '270008' })]);
});

describe('the login of the tier', () => {
  test.each([
    ["UPDATE disclosure_request SET requester_name = 'x'"],
    ["UPDATE disclosure_step SET taken_by = 'x'"],
    ['DELETE FROM disclosure_step'],
    ['DELETE FROM disclosure_request'],
    ["UPDATE correction_request SET reason = 'x'"],
    ['DELETE FROM correction_step'],
    ["UPDATE identity_record SET name_kana = 'x'"],
  ])('cannot do this: %s', async (statement) => {
    await expect(writer.query(statement)).rejects.toThrow(/permission denied/);
  });
});
