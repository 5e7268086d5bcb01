import { describe, expect, test } from '@jest/globals';
import { JukiError } from '@juki/errors';
import { createFakeCli } from './testing/fake-deps.ts';

const commands = [
  ['start'],
  ['token'],
  ['operators'],
  ['purposes'],
  ['schema'],
  ['policy', 'prove'],
  ['policy', 'explain'],
  ['policy', 'diff'],
  ['audit', 'verify'],
  ['bulk', 'request'],
  ['bulk', 'submit'],
  ['bulk', 'run'],
  ['bulk', 'status'],
  ['bulk', 'fetch'],
  ['bulk', 'purge'],
  ['changes', 'send'],
  ['changes', 'status'],
  ['changes', 'refusals'],
  ['changes', 'adopt'],
];

describe('every command', () => {
  test.each(commands)('%s %s has help with an example, and asking for it is no fault', async (...command) => {
    const cli = await createFakeCli();
    const { code, out, said } = await cli.run(...command, '--help');
    expect({ code, said }).toEqual({ code: 0, said: '' });
    expect(out).toMatch(new RegExp(`Example:\n  juki ${command.join(' ')}`));
    expect(out).toContain('--json');
  });

  test('is listed', async () => {
    const { code, out } = await (await createFakeCli()).run('--help');
    expect(code).toBe(0);
    for (const [name = ''] of commands) expect(out).toMatch(new RegExp(`^ {2}${name} `, 'm'));
  });
});

describe('a command that was called wrongly ends with 2 and a sentence', () => {
  test.each([
    [[], /Usage: juki/],
    [['stop'], /unknown command 'stop'/],
    [['operators', '--colour'], /unknown option '--colour'/],
    [['operators', 'all'], /too many arguments/],
    [['policy'], /Usage: juki policy/],
    [['start', '--port', '65536'], /'--port <number>' argument '65536' is invalid. It must be a port number/],
    [['start', '--people', '-1'], /It must be a whole number/],
    [['start', '--log-level', 'loud'], /Allowed choices are error, warn, info, debug/],
    [['schema'], /required option '--purpose <id>' not specified/],
    [['schema', '--purpose', 'juki-b6-2', '--at', '2026-02-30'], /a day that exists/],
    [['operators', '--lang', 'fr'], /one of en, ja/],
    [['token', '--lifetime', '901'], /seconds, 1 to 900/],
  ])('%j', async (args, sentence) => {
    const { code, out, said } = await (await createFakeCli()).run(...args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(said).toMatch(sentence);
  });
});

describe('a fault', () => {
  const failing = (fault: Error) => createFakeCli({ loadCatalogue: () => Promise.reject(fault) });

  test('of ours says what to do, and ends with 1', async () => {
    const cli = await failing(new JukiError('CONFIGURATION_INVALID', 'Do this.'));
    expect(await cli.run('purposes')).toEqual({ code: 1, out: '', said: 'Do this.\n' });
  });

  test('of the program is a line without a stack', async () => {
    const { code, said } = await (await failing(new TypeError('x is not a function'))).run('purposes');
    expect(code).toBe(1);
    expect(said).toBe('juki itself failed: x is not a function\n');
  });
});
