import { describe, expect, test } from '@jest/globals';
import { authorised, clientSchema } from '../../testing/authorised-operation.ts';
import type { BoundRequest } from '../../testing/bound-request.ts';
import { createIntrospect } from './introspect.ts';

const introspect = createIntrospect(clientSchema);
const shown = async (query: string, key: string, asked: BoundRequest & { variables?: Record<string, unknown> } = {}) =>
  introspect(await authorised(query, asked))(key);

describe('introspection under a purpose', () => {
  test('shows what the purpose reaches', async () => {
    const type = await shown('{ __type(name: "PrefecturalRecord") { fields { name } } }', '__type');
    const text = JSON.stringify(type);
    expect(text).toContain('"nameKana"');
    expect(text).not.toMatch(/residentCode|individualNumber/);
  });

  test.each([
    ['a type of another tier', '{ t: __type(name: "MunicipalRecord") { name } }', {}],
    ['a type of federation', '{ t: __type(name: "_Any") { name } }', {}],
    ['a type that does not exist', '{ t: __type(name: "Nothing") { name } }', {}],
    ['a name of the prototype', '{ t: __type(name: "constructor") { name } }', {}],
    [
      'a hidden type named by a variable, in a fragment, under a condition',
      'query ($n: String!, $yes: Boolean = true) { ... @include(if: $yes) { ...F } } fragment F on Query { t: __type(name: $n) { name } }',
      { variables: { n: 'NationalRecord' } },
    ],
  ])('answers alike for %s', async (_what, query, asked) => {
    expect(await shown(query, 't', asked)).toBeNull();
  });

  test('hides input fields and arguments too', async () => {
    const fields = await shown('{ __type(name: "PrefecturalSearchKey") { inputFields { name } } }', '__type');
    expect(fields).toEqual({ inputFields: [{ name: 'fourItems' }] });
  });

  test('is made anew for another purpose', async () => {
    const query = '{ __type(name: "PrefecturalRecord") { fields { name } } }';
    const passports = { headers: { purpose: ['juki-b5-6'] }, token: { agency: 'osaka-passport' } };
    expect(JSON.stringify(await shown(query, '__type', passports))).toContain('residentCode');
    expect(JSON.stringify(await shown(query, '__type'))).not.toContain('residentCode');
  });
});

test('a key that was not asked for is null, a name of the prototype included', async () => {
  const answer = introspect(await authorised('{ __schema { queryType { name } } }'));
  expect(['constructor', 'other'].map(answer)).toEqual([null, null]);
  expect(introspect(await authorised('{ __typename }'))('__schema')).toBeNull();
});
