import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { machines, operators } from '@juki/directory';
import type { RuledSchema } from '../cli-deps.ts';
import { createFakeCli, type FakeCli } from '../testing/fake-deps.ts';
import { smallRules } from '../testing/small-rules.ts';

let rules: RuledSchema;
let cli: FakeCli;
beforeAll(async () => {
  rules = await smallRules();
  cli = await createFakeCli({ loadRules: async () => rules, loadCatalogue: async () => rules.policy.catalogue });
});

describe('juki policy explain', () => {
  test('says on what an open coordinate rests', async () => {
    const { code, out } = await cli.run('policy', 'explain', '--purpose', 'juki-b6-2', '--coordinate', 'Record.name');
    expect(code).toBe(0);
    expect(out).toContain('Record.name is open under juki-b6-2 on 2026-11-20.');
    expect(out).toContain('Rests on 住民基本台帳法30条の15第2項1号');
  });

  test('says what a closed one lacks, and as of another day that nothing was in force', async () => {
    const ask = ['policy', 'explain', '--purpose', 'juki-b6-2', '--coordinate', 'Record.residentCode'];
    const { code, out } = await cli.run(...ask);
    expect(code).toBe(0);
    expect(out).toContain('closed (NO_BASIS_FOR_PURPOSE)');
    expect(out).toContain('整備法22条7項');
    const { out: before } = await cli.run(...ask, '--at', '2020-01-01', '--json');
    expect(JSON.parse(before)).toMatchObject({ date: '2020-01-01', ruling: { permitted: false } });
  });

  test.each([
    [['--purpose', 'juki-b6', '--coordinate', 'Record.name'], /no purpose "juki-b6". Did you mean juki-b6-1/],
    [['--purpose', '__proto__', '--coordinate', 'Record.name'], /no purpose "__proto__". juki purposes --search/],
    [['--purpose', 'juki-b6-2', '--coordinate', 'record.name'], /no coordinate "record.name". Alike are: Record.name/],
    [['--purpose', 'juki-b6-2', '--coordinate', 'x'], /no coordinate "x"/],
  ])('%j is called wrongly', async (args, sentence) => {
    const { code, out, said } = await cli.run('policy', 'explain', ...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(said).toMatch(sentence);
  });
});

describe('juki policy prove', () => {
  test('says what was walked', async () => {
    const { code, out } = await cli.run('policy', 'prove');
    expect(code).toBe(0);
    expect(out).toMatch(/^PROVED.*\n\d+ purposes/);
  });

  test('fails with a query where rulings and catalogue disagree', async () => {
    const ruleBook = { ...rules.policy.ruleBook };
    let asked = 0;
    // A rule book that answers differently the second time: what one reader lets through, the other does not.
    ruleBook.requirements = (coordinate) => {
      asked += 1;
      return coordinate === 'Record.name' && asked % 2 === 0
        ? [{ kind: 'structural', reason: 'forged' }]
        : rules.policy.ruleBook.requirements(coordinate);
    };
    const forged = { ...rules, policy: { ...rules.policy, ruleBook } };
    const { code, out } = await (await createFakeCli({ loadRules: async () => forged })).run(
      'policy',
      'prove',
      '--json',
    );
    const proof = JSON.parse(out);
    expect(code).toBe(1);
    expect(proof.proved).toBe(false);
    expect(proof.faults[0]).toMatchObject({ coordinate: 'Record.name', query: expect.stringContaining('name') });
  });
});

describe('juki policy diff', () => {
  const days = ['--at', '2026-07-23', '--at', '2026-11-20'];

  test('tells what comes open between two days', async () => {
    const { code, out } = await cli.run('policy', 'diff', ...days);
    expect(code).toBe(0);
    expect(out).toMatch(/^juki-b6-2\n {2}\+ Record\.name$/m);
    expect(out).not.toContain('+ Record.residentCode\njuki-b6-3');
  });

  test('tells it for recorded operations', async () => {
    const file = join(cli.deps.workingDirectory, 'operations.json');
    const query = 'query Look { record { name residentCode } }';
    await writeFile(file, JSON.stringify([{ purpose: 'juki-b6-2', query, operationName: 'Look' }]));
    const { out } = await cli.run('policy', 'diff', ...days, '--operations', file, '--json');
    expect(JSON.parse(out).operations).toMatchObject([
      { operation: 0, purpose: 'juki-b6-2', permits: expect.arrayContaining(['Record.name']), withholds: [] },
    ]);
  });

  test('says so where nothing changes', async () => {
    expect((await cli.run('policy', 'diff', '--at', '2026-11-20', '--at', '2026-11-20')).out).toBe(
      'Nothing changes.\n',
    );
  });

  test.each([
    [['--at', '2026-11-20'], /exactly twice/],
    [[...days, '--at', '2027-01-01'], /exactly twice/],
    [[...days, '--operations', '/nowhere.json'], /nowhere.json cannot be read/],
  ])('%j is called wrongly', async (args, sentence) => {
    const { code, said } = await cli.run('policy', 'diff', ...args);
    expect(code).toBe(2);
    expect(said).toMatch(sentence);
  });

  test.each([
    ['not json', /is no JSON/],
    ['{"query": "{ record { name } }"}', /operation 1: purpose and query must be texts/],
    ['[{"purpose": "p", "query": "{ record { birthday } }"}]', /operation 1: Cannot query field "birthday"/],
  ])('an operation file %j is refused with its place', async (content, sentence) => {
    const file = join(cli.deps.workingDirectory, 'broken.json');
    await writeFile(file, content);
    const { code, said } = await cli.run('policy', 'diff', ...days, '--operations', file);
    expect(code).toBe(2);
    expect(said).toMatch(sentence);
  });
});

describe('juki schema', () => {
  test('prints what a purpose reaches, with its basis, and not what it does not', async () => {
    const { code, out } = await cli.run('schema', '--purpose', 'juki-b6-2');
    expect(code).toBe(0);
    expect(out).toContain('# juki-b6-2');
    expect(out).toMatch(/\bname: String/);
    expect(out).toContain('30条の15');
    expect(out).not.toContain('residentCode');
  });
});

describe('juki purposes', () => {
  test('finds by a word of the affair, by article and by id', async () => {
    for (const text of ['就学奨励', 'JUKI-B6-2', '30条の15第2項1号']) {
      const { code, out } = await cli.run('purposes', '--search', text);
      expect(code).toBe(0);
      expect(out).toMatch(/^juki-b6-2 .*別表第六 2項/m);
    }
  });

  test('finding nothing is a failure that a script can see', async () => {
    expect(await cli.run('purposes', '--search', 'no such affair')).toMatchObject({
      code: 1,
      out: 'No purpose contains "no such affair".\n',
    });
  });

  test('tells a program all of the closed list', async () => {
    const { out } = await cli.run('purposes', '--json');
    expect(JSON.parse(out)).toHaveLength(rules.policy.catalogue.purposes.size);
  });
});

describe('juki operators', () => {
  test('lists everybody in the language of the call', async () => {
    expect((await cli.run('operators', '--lang', 'ja')).out).toContain('豊中市');
    expect(JSON.parse((await cli.run('operators', '--json')).out)).toHaveLength(operators.length + machines.length);
  });
});
