import { describe, expect, test } from '@jest/globals';
import { readReply } from './read-reply.ts';

const receipt = `272035:${'a'.repeat(43)}`;
const reply = (status: number, body: unknown) => ({
  status,
  text: typeof body === 'string' ? body : JSON.stringify(body),
});

describe('what a subgraph says reaches the caller', () => {
  test('as data, with the commitments of its records', () => {
    const answer = readReply(
      'municipal',
      reply(200, { data: { x: 1 }, extensions: { juki: { receipts: [receipt] } } }),
      'c1',
    );
    expect(answer).toEqual({ data: { x: 1 }, errors: [], receipts: [receipt] });
  });

  test('as a code for clients with its message', () => {
    const error = {
      message: 'Nothing was searched.',
      path: ['search'],
      extensions: { code: 'BAD_SEARCH_KEY', stack: 'x' },
    };
    const answer = readReply('municipal', reply(200, { data: { search: null }, errors: [error] }), 'c1');
    expect(answer.errors).toEqual([
      {
        message: 'Nothing was searched.',
        path: ['search'],
        extensions: { code: 'BAD_SEARCH_KEY', subgraph: 'municipal', correlation: 'c1' },
      },
    ]);
  });

  test.each([
    ['an internal code', { message: 'relation identity_record', extensions: { code: 'DATABASE_UNAVAILABLE' } }],
    ['a code that nobody knows', { message: 'secret', extensions: { code: 'constructor' } }],
    ['no code', { message: 'secret' }],
    ['no error at all', 'secret'],
  ])('but %s becomes the correlation id alone', (_what, error) => {
    const [shown] = readReply('national', reply(200, { data: null, errors: [error] }), 'c1').errors;
    expect(shown?.extensions['code']).toBe('SUBGRAPH_UNAVAILABLE');
    expect(JSON.stringify(shown)).not.toMatch(/secret|identity_record|constructor/);
  });
});

describe('a reply that is none', () => {
  test.each([
    ['not JSON', reply(200, '<html>')],
    ['a list', reply(200, [])],
    ['empty', reply(200, {})],
    ['a failure with data', reply(500, { data: { secret: 1 } })],
  ])('%s gives no data', (_what, unread) => {
    const answer = readReply('national', unread, 'c1');
    expect(answer.data).toBeNull();
    expect(answer.errors).toHaveLength(1);
  });
});
