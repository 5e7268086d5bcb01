import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestSystem, type TestSystem } from '@juki/testing';
import pg from 'pg';
import { openDesk } from './moves/shell.ts';
import { cast, fourItems, searchIn } from './people.ts';

/** The keepers of a governor's file at their shell: an erasure from proposal to certificate, a hold, and the reports. */

let system: TestSystem;
let desk: Awaited<ReturnType<typeof openDesk>>;
let file: pg.Client;
beforeAll(async () => {
  system = await startTestSystem();
  desk = await openDesk(system);
  file = new pg.Client({ connectionString: system.databases.data.url('prefectural') });
  await file.connect();
}, 120_000);
afterAll(async () => {
  await file?.end();
  await system?.remove();
}, 30_000);

const [officer, manager, chief] = ['osaka-network-officer', 'osaka-network-manager', 'osaka-network-chief'];
const retention = async (operator: string | undefined, ...args: readonly string[]) => {
  const ended = await desk.juki(operator ?? '', ['retention', ...args]);
  return { ...ended, json: args.includes('--json') && ended.code === 0 ? JSON.parse(ended.out) : null };
};

test('two others let an erasure begin, and the certificate is a PDF', async () => {
  const nothing = await retention(officer, 'propose');
  expect([nothing.code, nothing.said]).toEqual([1, expect.stringContaining('保存期間を経過したものはありません')]);
  await file.query(
    `INSERT INTO identity_record SELECT (jsonb_populate_record(r, $1::jsonb)).* FROM identity_record r
     WHERE prefecture_code = '27' AND superseded_on IS NULL LIMIT 1`,
    [
      JSON.stringify({
        record_id: randomUUID(),
        revision: 700,
        change_kind: 'DELETION',
        change_reason: 'DEATH',
        change_date: '1850-01-01',
        superseded_on: '1851-01-01',
        created_at: '1850-01-02',
      }),
    ],
  );
  const { id } = (await retention(officer, 'propose', '--json')).json;
  const own = await retention(officer, 'approve', id);
  expect([own.code, own.said]).toEqual([1, expect.stringContaining('提案者は承認できません')]);
  expect((await retention(manager, 'approve', id)).out).toContain('PROPOSED');
  expect((await retention(chief, 'approve', id)).code).toBe(0);

  let state = '';
  for (let attempt = 0; attempt < 20 && state !== 'DONE'; attempt += 1) {
    state = (await retention(officer, 'list', '--json')).json.orders[0].state;
  }
  expect(state).toBe('DONE');
  const written = await retention(officer, 'certificate', id);
  expect([written.code, written.said]).toEqual([0, '']);
  const pdf = await readFile(join(desk.folder, `erasure-${id}.pdf`));
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect((await retention(officer, 'certificate', randomUUID())).code).toBe(1);
}, 60_000);

test('a hold is entered by one, confirmed by another, released by two', async () => {
  const { name, birthDate, sex, address } = cast.toyonakaMover.latest;
  const person = ['--name', name, '--birth-date', birthDate, '--sex', sex, '--address', address];
  const words = ['hold', '--case', 'R8-WA-1', '--reason', '訴訟', '--from', '2026-11-01'];
  const half = await retention(officer, ...words, '--name', name);
  expect([half.code, half.said]).toEqual([2, expect.stringContaining('all four')]);
  const { id } = (await retention(officer, ...words, ...person, '--json')).json;
  expect((await retention(officer, 'confirm', id)).code).toBe(1);
  expect((await retention(manager, 'confirm', id)).code).toBe(0);
  expect((await retention(manager, 'release', id, '--reason', '終結')).code).toBe(0);
  expect((await retention(manager, 'release', id)).code).toBe(1);
  expect((await retention(chief, 'release', id, '--json')).json.releasedOn).toMatch(/^\d{4}-\d\d-\d\d$/);
}, 60_000);

test('the report of provision comes as CSV, and says that the year is not over', async () => {
  const ministry = await system.operator('mhlw-officer');
  const variables = fourItems(cast.toyonakaMover.latest);
  await ministry.asks({ purpose: 'juki-b1-77', case: 'R8-1', query: searchIn('national', 'name'), variables });
  const day = new Date(Date.now() + 9 * 3_600_000).toISOString();
  const year = Number(day.slice(0, 4)) - (day.slice(5, 7) < '04' ? 1 : 0);
  const report = ['report', 'yearly', '--fiscal-year', String(year)];
  const { out, said } = await desk.juki('jlis-network-manager', report);
  expect(out.split('\r\n')).toEqual([
    'month,agency,agencyName,method,people,codes',
    `${day.slice(0, 7)},mhlw,厚生労働省,IMMEDIATE,1,0\n`,
  ]);
  expect(said).toContain('年度途中');
  expect((await desk.juki('mhlw-officer', report)).code).toBe(1);
}, 60_000);

test('the population comes with small numbers as X', async () => {
  const asked = ['report', 'population', '--month', '2026-11', '--case', 'R8-T-1'];
  const { out, code } = await desk.juki('osaka-network-officer', asked);
  expect(code).toBe(0);
  expect(out).toMatch(/^municipality,sex,ageClass,people\r\n/);
  expect(out).toMatch(/,X\r\n/);
  expect(out).toMatch(/\r\ntotal,total,total,\d+\n$/);
}, 60_000);
