import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { recordsOf, startTestSystem, type TestSystem } from '@juki/testing';
import iconv from 'iconv-lite';
import { type Department, openDepartment, type Row } from './bulk/department.ts';
import { cast } from './people.ts';

/** 一括提供: the six steps of the department and the terminal, with the real command, real processes and real folders. */

// Each step is a process of its own.
jest.setTimeout(60_000);

let system: TestSystem;
let education: Department;
beforeAll(async () => {
  system = await startTestSystem();
  education = await openDepartment(system, school);
}, 120_000);
afterAll(() => system?.remove(), 30_000);

const school = {
  operator: 'osaka-education-officer',
  agency: 'osaka-education',
  purpose: 'juki-b6-2',
  case: 'R8-0001',
};

const { latest: hanako } = cast.toyonakaMover;
const { latest: elsewhere } = cast.formerSurname;

const asked = (rowKey: string, person: typeof hanako): Row => {
  const { name, birthDate, sex, address } = person;
  return { rowKey, name, birthDate, sex, address };
};
const answered = (rowKey: string, person: typeof hanako) => {
  const { name, birthDate, sex, address } = person;
  return { rowKey, verdict: 'FOUND', fault: '', name, birthDate, sex, address };
};
const missed = (rowKey: string, verdict: string, fault = '') => {
  return { rowKey, verdict, fault, name: '', birthDate: '', sex: '', address: '' };
};
const outcomes = async () => (await recordsOf(system)).filter(({ phase }) => phase === 'outcome');

describe('the department of school support asks for a file of people', () => {
  test('and receives each row once: found, not found, not permitted, key invalid', async () => {
    const job = await education.submits([
      asked('S-1', hanako),
      asked('S-2', elsewhere),
      asked('S-3', { ...hanako, birthDate: '1900-01-01' }),
      { rowKey: 'S-4', individualNumber: hanako.individualNumber },
      { rowKey: 'S-5', name: hanako.name },
      asked('S-6', { ...hanako, birthDate: '1990-02-31' }),
      asked('S-7', hanako),
    ]);
    const run = await education.runs();
    expect({ code: run.code, said: run.said }).toEqual({ code: 0, said: expect.stringContaining('7 / 7') });
    expect(run.json).toEqual([
      expect.objectContaining({
        kind: 'answered',
        job,
        rows: 7,
        found: 2,
        rejectedRows: 4,
        withheld: ['PrefecturalSearchKey.individualNumber'],
      }),
    ]);
    expect(await education.fetches(job)).toEqual([
      answered('S-1', hanako),
      // Lives in another prefecture: the agency answers under the linked affair (30条の11).
      { ...answered('S-2', elsewhere), verdict: 'FOUND_ELSEWHERE' },
      missed('S-3', 'NOT_FOUND'),
      missed('S-4', 'NOT_PERMITTED', 'individualNumber: no basis'),
      missed('S-5', 'KEY_INVALID', 'BAD_SEARCH_KEY'),
      missed('S-6', 'KEY_INVALID', 'BAD_SEARCH_KEY'),
      answered('S-7', hanako),
    ]);
  });

  test('leaves a record for each person and each search that found nobody, in the mode of a file, and one for each step', async () => {
    const job = await education.submits([asked('1', hanako), asked('2', elsewhere)]);
    const before = new Set((await outcomes()).map(({ id }) => id));
    await education.runs();
    await education.fetches(job);
    const records = (await outcomes()).filter(({ id }) => !before.has(id));
    const ofChunk = records.filter(({ purpose }) => purpose === 'juki-b6-2');
    expect(ofChunk.map(({ mode, body, subject, actor }) => [mode, body, subject !== null, actor?.operator])).toEqual(
      expect.arrayContaining([
        ['batch', '270008', true, school.operator],
        ['none', '270008', false, school.operator],
      ]),
    );
    expect(ofChunk.find(({ subject }) => subject !== null)?.coordinates).toEqual(
      expect.arrayContaining(['PrefecturalBulkRow.person', 'PrefecturalRecord.name', 'PrefecturalRecord.address']),
    );
    // Whom only the agency's file holds stands in its own log, under the linked affair, as a row of a file too.
    const ofAgency = records.filter(({ body, mode }) => body === 'jlis' && mode !== 'none');
    expect(ofAgency.map(({ purpose, mode }) => [purpose, mode])).toEqual([['juki-b3-5-2', 'batch']]);
    // Registered, finished, received: under the purpose of handing over, and in the log of the prefecture.
    const steps = records.filter(({ purpose }) => purpose === 'media-ledger');
    expect(steps.map(({ body, subject }) => [body, subject])).toEqual(Array(3).fill(['270008', null]));
  });

  test('has its files in the ledger of media, with who attended', async () => {
    const job = await education.submits([asked('1', hanako)]);
    await education.runs();
    await education.fetches(job);
    const officer = await system.operator(school.operator);
    const query = `query ($medium: ID) { prefecturalMedia(medium: $medium) { act content secondPerson operator subjects dueAt sha256 } }`;
    const entries = await Promise.all(
      ['request', 'result'].map(async (part) => {
        const variables = { medium: `bulk:${job}:${part}` };
        return (await officer.asks({ purpose: 'media-ledger', query, variables })).data.prefecturalMedia;
      }),
    );
    const common = {
      operator: school.operator,
      secondPerson: 'osaka-network-officer',
      dueAt: expect.any(String),
      sha256: expect.any(String),
    };
    expect(entries).toEqual([
      [{ ...common, act: 'RECEIVED', content: 'bulk-request', subjects: 1 }],
      [
        { ...common, act: 'HANDED_OVER', content: 'bulk-result', subjects: 0 },
        { ...common, act: 'ISSUED', content: 'bulk-result', subjects: 1 },
      ],
    ]);
  });

  test('in the encoding of its old system (CP932)', async () => {
    const table = join(education.desk, 'cp932.csv');
    const { name, birthDate, address } = cast.namesakeToyonaka.latest;
    await writeFile(
      table,
      iconv.encode(`rowKey,name,birthDate,sex,address\r\nK-1,${name},${birthDate},男,${address}\r\n`, 'cp932'),
    );
    const made = await education.juki([
      'request',
      table,
      '--operator',
      school.operator,
      '--purpose',
      'juki-b6-2',
      '--case',
      'R8-0001',
      '--json',
    ]);
    expect(made.code).toBe(0);
    await education.juki(['submit', made.json.file, '--operator', school.operator, '--directory', system.directory]);
    await education.runs();
    expect(await education.fetches(made.json.job)).toMatchObject([{ rowKey: 'K-1', verdict: 'FOUND', name }]);
  });

  test('for registration in its address system (宛名システム)', async () => {
    const job = await education.submits([asked('A-1', hanako)], ['--profile', 'address-system']);
    const { json } = await education.runs();
    expect(json[0].withheld).toEqual(['PrefecturalRecord.individualNumber']);
    const { nameKana, changeReason, changeDate, municipalityCode } = hanako;
    expect(await education.fetches(job)).toMatchObject([
      { rowKey: 'A-1', verdict: 'FOUND', individualNumber: '', nameKana, changeReason, changeDate, municipalityCode },
    ]);
  });
});

test('a ministry asks the agency (機構) in the same way, for people of the whole country', async () => {
  const ministry = await openDepartment(system, {
    ...{ operator: 'mhlw-officer', agency: 'mhlw', purpose: 'juki-b1-78', case: 'R8-0500', body: 'jlis' },
  });
  const job = await ministry.submits([
    asked('N-1', hanako),
    asked('N-2', elsewhere),
    asked('N-3', { ...hanako, birthDate: '1900-01-01' }),
  ]);
  const run = await ministry.runs();
  expect(run.said).toContain('3 / 3');
  expect(await ministry.fetches(job)).toEqual([
    answered('N-1', hanako),
    answered('N-2', elsewhere),
    missed('N-3', 'NOT_FOUND'),
  ]);
  const records = (await outcomes()).filter(({ purpose, mode }) => purpose === 'juki-b1-78' && mode === 'batch');
  expect(records.map(({ body }) => body)).toEqual(['jlis', 'jlis']);
}, 20_000);

describe('a file goes aside with its reason, and nobody is asked for', () => {
  const aside = async (job: string) => {
    const before = new Set((await outcomes()).map(({ id }) => id));
    const { code, json } = await education.runs();
    expect(code).toBe(1);
    const refused = (await outcomes()).filter(({ id, subject }) => !before.has(id) && subject !== null);
    expect(refused).toEqual([]);
    const reason = JSON.parse(
      await readFile(join(education.folder, 'rejected', `bulk-${job}.csv.reason.json`), 'utf8'),
    );
    expect(json).toEqual([expect.objectContaining({ kind: 'rejected', code: reason.code })]);
    return reason;
  };
  const altered = async (change: (text: string) => string, more: readonly string[] = []) => {
    const job = await education.submits([asked('1', hanako), asked('2', elsewhere)], more);
    const file = join(education.folder, 'incoming', `bulk-${job}.csv`);
    await writeFile(file, change(await readFile(file, 'utf8')));
    return job;
  };

  test('where its count is wrong', async () => {
    const reason = await aside(await altered((text) => text.replace('#count,2', '#count,3')));
    expect(reason).toMatchObject({ code: 'EXCHANGE_FILE_INVALID', details: { kind: 'COUNT' } });
  });

  test('where it was cut off', async () => {
    const reason = await aside(await altered((text) => text.slice(0, text.indexOf('#end'))));
    expect(reason).toMatchObject({ details: { kind: 'TRUNCATED' } });
  });

  test('where a row was changed after it was made', async () => {
    const reason = await aside(await altered((text) => text.replace(hanako.birthDate, '1999-09-09')));
    expect(reason).toMatchObject({ details: { kind: 'HASH' } });
    expect(JSON.stringify(reason)).not.toContain(hanako.name);
  });

  test('where it has expired', async () => {
    const past = ['--expires', '2026-01-01T00:00:00Z', '--erase-by', '2027-01-01T00:00:00Z'];
    expect(await aside(await altered((text) => text, past))).toMatchObject({ code: 'EXPIRED' });
  });

  test('where it is that of somebody else', async () => {
    const officer = { ...school, operator: 'osaka-passport-officer', agency: 'osaka-education' };
    const other = await openDepartment(system, officer);
    const table = join(other.desk, 'table.csv');
    await writeFile(
      table,
      `rowKey,name,birthDate,sex,address\n1,${hanako.name},${hanako.birthDate},FEMALE,${hanako.address}\n`,
    );
    const made = await other.juki([
      'request',
      table,
      '--operator',
      officer.operator,
      '--purpose',
      'juki-b6-2',
      '--case',
      'R8-0001',
      '--json',
    ]);
    await education.juki(['submit', made.json.file, '--operator', school.operator, '--directory', system.directory]);
    expect(await aside(made.json.job)).toMatchObject({ code: 'FOREIGN_REQUESTER' });
  });

  test('where it is given a second time', async () => {
    const job = await education.submits([asked('1', hanako)]);
    const name = `bulk-${job}.csv`;
    const copy = await readFile(join(education.folder, 'incoming', name));
    await education.runs();
    await writeFile(join(education.folder, 'incoming', `again-${job}.csv`), copy, { mode: 0o600 });
    const { code, json } = await education.runs();
    expect({ code, json }).toEqual({
      code: 1,
      json: [expect.objectContaining({ kind: 'rejected', code: 'DUPLICATE_FILE' })],
    });
    expect(await education.fetches(job)).toHaveLength(1);
  });

  test('until it is purged, which is entered in the ledger of media', async () => {
    const purged = await education.juki([
      'purge',
      '--operator',
      school.operator,
      '--directory',
      system.directory,
      '--json',
    ]);
    expect(purged.json.erased.length).toBeGreaterThanOrEqual(6);
    expect(await readdir(join(education.folder, 'rejected'))).toEqual([]);
    const officer = await system.operator(school.operator);
    const query = '{ prefecturalMedia { act content } }';
    const { data } = await officer.asks({ purpose: 'media-ledger', query });
    const erased = data.prefecturalMedia.filter(({ content }: { content: string }) => content === 'rejected-file');
    expect(erased).toHaveLength(purged.json.erased.length);
  });
});

describe('a result is for the section that asked, and lies for nobody else', () => {
  const receive = 'mutation ($job: ID!) { step: prefecturalReceiveBulkResult(job: $job) { refusal resultKey } }';

  test('another department of the same prefecture gets neither key nor status', async () => {
    const job = await education.submits([asked('1', hanako)]);
    await education.runs();
    const passport = await system.operator('osaka-passport-officer');
    const answer = await passport.asks({ purpose: 'media-ledger', query: receive, variables: { job } });
    expect(answer.data).toEqual({ step: { refusal: 'UNKNOWN_JOB', resultKey: null } });
    const listed = await passport.asks({ purpose: 'media-ledger', query: '{ prefecturalBulkJobs { job } }' });
    expect(JSON.stringify(listed.data)).not.toContain(job);
    const sealed = await readFile(join(education.folder, 'results', `${job}.sealed`));
    expect(sealed.includes(Buffer.from(hanako.name))).toBe(false);
  });

  test('both files are erased when due, the key with them, and that is entered', async () => {
    const due = new Date(Date.now() + 6_000).toISOString();
    const job = await education.submits([asked('1', hanako)], ['--expires', due, '--erase-by', due]);
    const { json } = await education.runs();
    expect(json).toEqual([expect.objectContaining({ kind: 'answered', job })]);
    const officer = await system.operator(school.operator);
    const query = `query ($job: ID) { prefecturalBulkJobs(job: $job) { erasedAt } }`;
    await expect(
      until(
        async () =>
          (await officer.asks({ purpose: 'media-ledger', query, variables: { job } })).data.prefecturalBulkJobs[0]
            .erasedAt,
      ),
    ).resolves.toEqual(expect.any(String));
    expect(await readdir(join(education.folder, 'results'))).not.toContain(`${job}.sealed`);
    await until(async () => !(await readdir(join(education.folder, 'done'))).includes(`bulk-${job}.csv`));
    const answer = await officer.asks({ purpose: 'media-ledger', query: receive, variables: { job } });
    expect(answer.data.step.refusal).toBe('ERASED');
    const media = `query ($medium: ID) { prefecturalMedia(medium: $medium) { act operator } }`;
    const variables = { medium: `bulk:${job}:result` };
    expect((await officer.asks({ purpose: 'media-ledger', query: media, variables })).data.prefecturalMedia[0]).toEqual(
      {
        act: 'ERASED',
        operator: 'erasure-worker',
      },
    );
  }, 60_000);
});

/** Asks again until there is an answer; what is waited for is a worker of a tier, which has no clock of ours. */
async function until<T>(ask: () => Promise<T>): Promise<T> {
  for (let attempt = 0; attempt < 150; attempt += 1) {
    const answer = await ask();
    if (answer) return answer;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('it did not come about in 30 seconds');
}
