import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { createFakeCli } from '../testing/fake-deps.ts';

const asks = ['--operator', 'osaka-education-officer', '--purpose', 'juki-b6-2', '--case', 'R8-0001'];

async function withTable(text: string) {
  const cli = await createFakeCli();
  const table = join(cli.deps.workingDirectory, 'table.csv');
  await writeFile(table, text);
  return { cli, table, request: (...more: string[]) => cli.run('bulk', 'request', table, ...asks, ...more) };
}

describe('juki bulk request', () => {
  test('makes a file that says who asks, for what, how many, until when; for its owner alone', async () => {
    const { cli, request } = await withTable('rowKey,name,birthDate,sex,address\n1,山田,1980-04-05,男,豊中市\n');
    const { code, out } = await request('--job', 'job-00000001', '--lang', 'ja');
    expect({ code, out }).toEqual({ code: 0, out: 'bulk-job-00000001.csv: 1件、処理番号 job-00000001\n' });
    const path = join(cli.deps.workingDirectory, 'bulk-job-00000001.csv');
    const lines = (await readFile(path, 'utf8')).split('\n');
    expect(lines).toEqual([
      '#format,juki.bulk-request/1',
      '#job,job-00000001',
      '#requester,osaka-education-officer',
      '#purpose,juki-b6-2',
      '#case,R8-0001',
      '#profile,inquiry',
      '#expiresAt,2026-11-21T03:00:00.000Z',
      '#eraseBy,2026-11-27T03:00:00.000Z',
      '#count,1',
      expect.stringMatching(/^#sha256,[0-9a-f]{64}$/),
      'rowKey,name,birthDate,sex,address',
      '1,山田,1980-04-05,男,豊中市',
      expect.stringMatching(/^#end,1,[0-9a-f]{64}$/),
      '',
    ]);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test('refuses a number of a job that no tier takes, before anything is written', async () => {
    const { request } = await withTable('rowKey,residentCode\n1,12345678901\n');
    expect(await request('--job', 'job-1')).toMatchObject({
      code: 2,
      said: expect.stringContaining('8 to 64 letters'),
    });
  });

  test('writes over no file', async () => {
    const { request } = await withTable('rowKey,residentCode\n1,12345678901\n');
    expect((await request('--job', 'job-00000001')).code).toBe(0);
    const again = await request('--job', 'job-00000001');
    expect(again).toMatchObject({ code: 1, said: expect.stringContaining('is there already') });
  });

  test.each([
    ['columns that no request has', 'rowKey,income\n1,2\n', /columns of a request/],
    ['a row that is too short', 'rowKey,residentCode\n1\n', /line 2: The line has 1 fields/],
    ['nothing in it', '', /column names/],
  ])('refuses a table with %s, and leaves no file', async (_what, text, message) => {
    const { cli, request } = await withTable(text);
    const { code, said } = await request('--job', 'job-00000001');
    expect({ code, said }).toEqual({ code: 1, said: expect.stringMatching(message) });
    await expect(stat(join(cli.deps.workingDirectory, 'bulk-job-00000001.csv'))).rejects.toThrow(/ENOENT/);
  });

  test.each([
    [['bulk', 'request', 'none.csv', ...asks], 1, /There is no file/],
    [['bulk', 'request', 'none.csv', '--purpose', 'juki-b6-2'], 2, /Give --operator/],
    [['bulk', 'request', 'none.csv', '--operator', 'osaka-education-officer'], 2, /Give --purpose/],
    [['bulk', 'request', 'none.csv', ...asks, '--expires', 'tomorrow'], 2, /RFC 3339/],
    [['bulk', 'request'], 2, /missing required argument/],
    [['bulk', 'run', '--operator', 'osaka-education-officer'], 2, /Give --attended-by/],
    [['bulk', 'run', '--attended-by', 'a'], 2, /Give --operator/],
    [['bulk', 'status'], 2, /Give --operator/],
    [['bulk', 'run', '--chunk-rows', '0'], 2, /It must be a number of rows/],
  ])('says what is missing: juki %j', async (args, code, said) => {
    const cli = await createFakeCli();
    expect(await cli.run(...args)).toMatchObject({ code, said: expect.stringMatching(said) });
  });
});
