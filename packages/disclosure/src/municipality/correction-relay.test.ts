import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { MachineClient } from '@juki/client/machine';
import { createLogin, createPool, type EmbeddedPostgres, migrate } from '@juki/database';
import { temporaryPostgres } from '@juki/database/testing';
import { JukiError } from '@juki/errors';
import type pg from 'pg';
import { casesOf } from './correction-case-repository.ts';
import { exchangeCorrections } from './correction-relay.ts';

/** The worker of the CS between the municipality's own database and tiers that answer, refuse, or are down. */

const folder = path.resolve(import.meta.dirname, '../../../../prisma/municipal/migrations');
const toyonaka = '272035';
const ref = Buffer.alloc(16, 5);
const key = Uint8Array.from(Buffer.alloc(32, 9));

let postgres: EmbeddedPostgres;
let writer: pg.Pool;
let owner: pg.Pool;

beforeAll(async () => {
  postgres = await temporaryPostgres({ databases: ['municipal'], durable: false });
  await migrate(postgres.url('municipal'), folder);
  owner = createPool(postgres.url('municipal'));
  await owner.query("INSERT INTO locator (kind, key, municipality_code, ref) VALUES ('resident_code', $1, $2, $3)", [
    Buffer.from(key),
    toyonaka,
    ref,
  ]);
  const role = 'juki_registry_writer';
  writer = createPool(await createLogin(postgres, { name: 'test_writer', database: 'municipal', role }));
}, 60_000);
afterAll(async () => {
  await Promise.all([writer.end(), owner.end()]);
  await postgres.stop();
});

/** What the tiers hold open, what was said to them, and what fails the next time. */
let open: { prefectural: object[]; national: object[] };
let said: string[];
let failing: string | null;

beforeEach(() => {
  open = { prefectural: [], national: [] };
  said = [];
  failing = null;
});

const machine: MachineClient = {
  id: `cs-${toyonaka}`,
  async request<Data>({ document, variables }: { document: string; variables?: Readonly<Record<string, unknown>> }) {
    const tier = document.includes('national') ? 'national' : 'prefectural';
    const [, field = ''] = /(\w+)\(input: \$input\)/.exec(document) ?? [];
    const what = field === '' ? `${tier} asked` : `${field} ${JSON.stringify(variables?.['input'])}`;
    said.push(what);
    if (failing !== null && what.includes(failing)) throw new JukiError('GATEWAY_UNREACHABLE', 'down');
    const answer = field === '' ? { [`${tier}Corrections`]: open[tier] } : { [field]: { refusal: null } };
    const data: Data = JSON.parse(JSON.stringify(answer));
    return { data, errors: [], request: null };
  },
};

const asked = (number: string, code: string | null = '24727059608') => ({
  number,
  reason: '誤り',
  receivedOn: '2026-11-21',
  wanted: [{ item: 'nameKana', wanted: 'ナカムラ' }],
  person: { prefecturalRecord: code === null ? null : { residentCode: code } },
});

function round(): Promise<void> {
  return exchangeCorrections(
    {
      writer,
      bodies: { all: [toyonaka] },
      machineOf: () => machine,
      clock: () => Date.parse('2026-11-21T03:00:00Z'),
      crypto: { locatorKey: (_kind, code) => (code === '24727059608' ? Uint8Array.from(key) : new Uint8Array(32)) },
    },
    new AbortController().signal,
  );
}

async function decide(number: string): Promise<void> {
  await owner.query(
    `INSERT INTO correction_case_step (municipality_code, origin, number, step, key, fingerprint, kind, taken_on, taken_at,
       taken_by, particulars) VALUES ($1, '270008', $2, 1, $3, $4, 'DECIDED', '2026-11-21', now(), 'clerk', $5)`,
    [
      toyonaka,
      number,
      `decide-${number}`,
      Buffer.alloc(32),
      { outcome: 'NOT_CORRECTED', reason: '届出のとおり', event: null },
    ],
  );
}

const caseOf = async (number: string) => (await casesOf(writer, toyonaka)).find((one) => one.number === number);

test('a case is taken over once, though it is asked for again and again', async () => {
  open.prefectural = [asked('270008-C2026-000001')];
  await round();
  await round();
  const cases = (await casesOf(writer, toyonaka)).filter(({ number }) => number === 'C2026-000001');
  expect(cases).toMatchObject([{ origin: '270008', ref: ref.toString('base64url'), decision: null, reported: false }]);
});

test('a person whom the municipality does not hold is reported as not corrected, and nothing is kept', async () => {
  for (const code of ['11111111111', null]) {
    open.prefectural = [asked('270008-C2026-000002', code)];
    said = [];
    await round();
    expect(said.filter((what) => what.startsWith('prefecturalReport'))).toEqual([
      expect.stringContaining('該当する者がありません'),
    ]);
  }
  expect(await caseOf('C2026-000002')).toBeUndefined();
});

test('a tier that is down keeps nobody from hearing the other, and the round still says so', async () => {
  failing = 'prefectural asked';
  await expect(round()).rejects.toThrow('down');
  expect(said).toContain('national asked');
});

test('a report that was lost is made again, and one that was heard is not', async () => {
  open.prefectural = [asked('270008-C2026-000003')];
  await round();
  open.prefectural = [];
  await decide('C2026-000003');
  failing = 'prefecturalReportCorrection';
  await expect(round()).rejects.toThrow('down');
  expect(await caseOf('C2026-000003')).toMatchObject({ reported: false });
  failing = null;
  await round();
  expect(await caseOf('C2026-000003')).toMatchObject({ reported: true });
  said = [];
  await round();
  expect(said.filter((what) => what.includes('C2026-000003'))).toEqual([]);
});

test('what does not read as a correction stops that tier, and is not guessed at', async () => {
  open.prefectural = [{ ...asked('270008-C2026-000004'), wanted: [{ item: 'individualNumber', wanted: '1' }] }];
  await expect(round()).rejects.toThrow(expect.objectContaining({ code: 'INTERNAL' }));
  expect(await caseOf('C2026-000004')).toBeUndefined();
});
