import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { recordsOf, startTestSystem, type TestSystem } from '@juki/testing';
import { type Department, openDepartment, type Row } from './bulk/department.ts';
import { cast } from './people.ts';

/** 一括提供 while things break: the terminal is killed, the tier and the log are gone for a while. Each row is answered once. */

let system: TestSystem;
let education: Department;
beforeAll(async () => {
  system = await startTestSystem();
  education = await openDepartment(system, {
    ...{ operator: 'osaka-education-officer', agency: 'osaka-education', purpose: 'juki-b6-2', case: 'R8-0001' },
  });
}, 120_000);
afterAll(() => system?.remove(), 30_000);

const [hanako, namesake, nobody] = [cast.toyonakaMover.latest, cast.namesakeToyonaka.latest, cast.formerSurname.latest];

/** Rows of which every third finds one person, every third another, every third nobody. */
const rows: readonly Row[] = Array.from({ length: 300 }, (_, index) => {
  const { name, birthDate, sex, address } = [hanako, namesake, nobody][index % 3] ?? hanako;
  return { rowKey: `R-${index}`, name, birthDate, sex, address };
});
const inChunks = { args: ['--chunk-rows', '10'] };
/** Kills when the terminal has said for the first time that it is beyond so many tenths. */
const beyond = (tenths: number) => (said: string) => said.split('\n').length > tenths + 1;
const disclosures = async () => (await recordsOf(system)).filter(({ mode }) => mode === 'batch').length;
const asText = (result: Awaited<ReturnType<Department['fetches']>>) => JSON.stringify(result);

async function uninterrupted() {
  const job = await education.submits(rows);
  const { code, json } = await education.runs(inChunks);
  expect({ code, found: json[0].found }).toEqual({ code: 0, found: 200 });
  return asText(await education.fetches(job));
}

test('a terminal that is killed at several rows goes on where it was: the result is that of a quiet run, each row once', async () => {
  const quiet = await uninterrupted();
  const job = await education.submits(rows);
  for (const tenths of [0, 2, 4]) {
    const killed = await education.runs({ ...inChunks, killWhen: beyond(tenths) });
    expect(killed.code).toBeNull();
    // What stands on the disk of the terminal is sealed.
    expect(await readdir(join(education.folder, 'taken', 'terminal'))).toEqual([`bulk-${job}.csv`]);
  }
  const { code, json } = await education.runs(inChunks);
  expect(code).toBe(0);
  expect(json[0].resumedAt).toBeGreaterThan(0);
  expect(asText(await education.fetches(job))).toBe(quiet);
  // What was disclosed again, because its answer was lost with the terminal, is known at the tier as such.
  const officer = await system.operator('osaka-education-officer');
  const query =
    'query ($job: ID) { prefecturalBulkJobs(job: $job) { rows answeredRows found notFound repeatedChunks } }';
  const { data } = await officer.asks({ purpose: 'media-ledger', query, variables: { job } });
  expect(data.prefecturalBulkJobs[0]).toMatchObject({ rows: 300, answeredRows: 300, found: 200, notFound: 100 });
  expect(data.prefecturalBulkJobs[0].repeatedChunks).toBeLessThanOrEqual(9);
}, 120_000);

test('a tier that is down in the middle delays the job and harms nothing', async () => {
  const quiet = await uninterrupted();
  const job = await education.submits(rows);
  let down: Promise<void> | undefined;
  const ended = await education.runs({
    ...inChunks,
    killWhen(said) {
      if (beyond(1)(said)) down ??= system.services.prefectural.stop().then(() => system.services.prefectural.start());
      return false;
    },
  });
  await down;
  expect({ code: ended.code, down: down !== undefined }).toEqual({ code: 0, down: true });
  expect(asText(await education.fetches(job))).toBe(quiet);
}, 120_000);

test('without the log nothing is answered; when it is back the job goes on', async () => {
  const quiet = await uninterrupted();
  const job = await education.submits(rows);
  let down: Promise<unknown> | undefined;
  const before = await disclosures();
  const ended = await education.runs({
    ...inChunks,
    killWhen(said) {
      if (beyond(1)(said)) down ??= system.databases.audit.stop().then(() => system.databases.audit.start());
      return false;
    },
  });
  await down;
  // The terminal waits a while; where that was too short it says so, and is run again.
  const again = ended.code === 0 ? ended : await education.runs(inChunks);
  expect({ code: again.code, down: down !== undefined }).toEqual({ code: 0, down: true });
  expect(asText(await education.fetches(job))).toBe(quiet);
  // In each of the thirty chunks two people were found: a record for each, once at least.
  expect((await disclosures()) - before).toBeGreaterThanOrEqual(60);
}, 120_000);
