import { expect, test } from '@jest/globals';
import { JukiError } from '@juki/errors';
import { GraphQLError, parse, Source } from 'graphql';
import { faultForLog } from './fault-for-log.ts';

test('of our own faults the log keeps code and message', () => {
  expect(faultForLog(new JukiError('PLAN_OUTSIDE_DECISION', 'The plan reads too much.'))).toMatchObject({
    code: 'PLAN_OUTSIDE_DECISION',
    message: 'The plan reads too much.',
  });
});

test('of foreign ones neither message nor document, however deep they lie', () => {
  const source = new Source('{ find(code: "12345678901") { name } }');
  const foreign = new GraphQLError('no such code: 12345678901', { nodes: parse(source), source });
  const fault = new JukiError('INTERNAL', 'unexpected', { cause: new Error('12345678901', { cause: foreign }) });
  expect(JSON.stringify(faultForLog(fault))).not.toContain('12345678901');
  expect(faultForLog('12345678901')).toEqual({ name: 'string' });
});

test('a code of the system stands beside the kind', () => {
  const refused = Object.assign(new Error('connect 10.0.0.1'), { code: 'ECONNREFUSED' });
  expect(faultForLog(refused)).toMatchObject({ name: 'Error', code: 'ECONNREFUSED' });
});
