import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createSmallSubgraph, smallRef, smallTypeDefs } from '../testing/small-subgraph.ts';
import { startTestSubgraph, type TestSubgraph } from '../testing/start-test-subgraph.ts';

let subgraph: TestSubgraph;
const calls: string[] = [];

beforeAll(async () => {
  subgraph = await startTestSubgraph({
    audience: 'prefectural',
    typeDefs: smallTypeDefs,
    bodies: ['270008'],
    create: (parts) => createSmallSubgraph(parts, calls),
  });
});
afterAll(() => subgraph.close());

type Selections = { person: string; record: string };

/** Selections with aliases, repetitions, fragments and directives, as a planner or an attacker might write them. */
const selections = fc.letrec<Selections>((tie) => ({
  record: list(fc.oneof(leaf('name'), leaf('secret'), wrapped('Record', tie('record')))),
  person: list(
    fc.oneof(
      leaf('ref'),
      fc.tuple(alias('r'), directive(), tie('record')).map(([a, d, inner]) => `${a}record ${d} { ${inner} }`),
      wrapped('Person', tie('person')),
    ),
  ),
}));

function alias(prefix: string) {
  return fc.oneof(
    fc.constant(''),
    fc.nat(3).map((n) => `${prefix}${n}: `),
  );
}
function directive() {
  return fc.constantFrom('', '', '@include(if: true)', '@skip(if: true)', '@include(if: false)');
}
function leaf(field: string) {
  return fc.tuple(alias(field), directive()).map(([a, d]) => `${a}${field} ${d}`);
}
function wrapped(type: string, inner: fc.Arbitrary<string>) {
  return inner.map((selection) => `... on ${type} { ${selection} }`);
}
function list(one: fc.Arbitrary<string>) {
  return fc.array(one, { minLength: 1, maxLength: 4, depthIdentifier: 'selection' }).map((parts) => parts.join(' '));
}

const operations = fc
  .tuple(selections.person, fc.constantFrom('find', 'again: find', 'find @include(if: true)'), fc.boolean())
  .map(([person, field, entities]) =>
    entities
      ? `query ($representations: [_Any!]!) { _entities(representations: $representations) { ...P } }
         fragment P on Person { ${person} }`
      : `{ ${field} { ...P } } fragment P on Person { ${person} }`,
  );

test('whatever is asked, the accesses in the log equal those of the resolvers', async () => {
  await fc.assert(
    fc.asyncProperty(operations, async (query) => {
      calls.length = 0;
      const before = subgraph.audit.records.length;
      const variables = { representations: [{ __typename: 'Person', ref: smallRef }] };
      const { status } = await subgraph.send({ query, variables });
      expect(status).toBe(200);
      const records = subgraph.audit.records.slice(before);
      expect(records.length).toBe(1);
      const held = records.filter(({ subject }) => subject !== null);
      // A reference that nothing was read through discloses nothing, and is no access to anybody's record.
      const onlyReferred = query.includes('_entities') && !calls.includes('Person.record');
      expect(sum(held.map(({ counts }) => counts.accesses))).toBe(onlyReferred ? 0 : calls.length);
      expect(held.flatMap(({ coordinates }) => coordinates)).toEqual(onlyReferred ? [] : [...new Set(calls)].sort());
    }),
    { numRuns: 150 },
  );
});

test('a reference to somebody whom the file does not hold is an empty search, told by a keyed hash', async () => {
  const query = `query ($representations: [_Any!]!) {
    _entities(representations: $representations) { ... on Person { record { name } } } }`;
  const asked = async (ref: string) => {
    const { json } = await subgraph.send({ query, variables: { representations: [{ __typename: 'Person', ref }] } });
    expect(json.data).toEqual({ _entities: [{ record: null }] });
    return subgraph.audit.records.at(-1);
  };
  const first = await asked('BBBBBBBBBBBBBBBBBBBBBA');
  expect(first).toMatchObject({ subject: null, mode: 'none', coordinates: [], counts: { rows: 0, accesses: 0 } });
  expect((await asked('BBBBBBBBBBBBBBBBBBBBBA'))?.argumentHash).toBe(first?.argumentHash);
  expect((await asked('CCCCCCCCCCCCCCCCCCCCCA'))?.argumentHash).not.toBe(first?.argumentHash);
});

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
