import { describe, expect, test } from '@jest/globals';
import { parseLegalDate } from '@juki/legal-basis';
import { matrixPermits } from '@juki/schema-directives';
import { parse } from 'graphql';
import { createPolicy } from '../create-policy.ts';
import { testCatalogue } from '../test-support/test-catalogue.ts';
import { testGraph } from '../test-support/test-graph.ts';
import { compileMatrix } from './compile-matrix.ts';
import { diff } from './diff.ts';
import { explain } from './explain.ts';
import { prove } from './prove.ts';

const catalogue = testCatalogue({
  provisions: {
    '30-15': {},
    '30-15-2': { parent: '30-15' },
    '30-15-2art': {},
    '9': {},
    '19-7': { to: '2025-05-25' },
    '37': { kind: 'prohibition', items: ['juminhyo_code'], from: '2026-04-01' },
  },
  purposes: {
    education: [{ provision: '30-15-2', items: ['name', 'juminhyo_code'] }],
    health: [
      { provision: '30-15-2', items: ['name'], from: '2020-04-01' },
      { provision: '9', items: ['my_number'], ordinance: true },
      { provision: '19-7', items: ['sex'] },
    ],
    similar: [{ provision: '30-15-2art', items: ['name', 'address'] }],
  },
});
const { schema, policy } = testGraph(
  `type Query { find(number: ID @legalBasis(provisions: ["9"]) @item(id: "my_number")): Person @structural(reason: "way in") }
  interface Named @structural(reason: "shape") { name: String @structural(reason: "shape") }
  type Person implements Named @structural(reason: "person") {
    name: String @legalBasis(provisions: ["30-15"]) @item(id: "name")
    number: ID @legalBasis(provisions: ["30-15", "9"]) @item(id: "my_number")
    code: ID @legalBasis(provisions: ["30-15"]) @item(id: "juminhyo_code")
    sex: String @legalBasis(provisions: ["19-7"]) @item(id: "sex")
  }`,
  catalogue,
);
const day = parseLegalDate('2026-01-01');
const nobody = { ordinances: new Set<string>() };

describe('the proof', () => {
  test('holds where rulings and catalogue agree, and says what it walked', () => {
    const proof = prove({ policy, schema });
    expect(proof).toMatchObject({ purposes: 3, spans: 8, faults: [] });
    expect(proof.unserved).toEqual([
      { purpose: 'education', items: ['juminhyo_code'] },
      { purpose: 'similar', items: ['name', 'address'] },
    ]);
  });

  test('finds a tree that is read by prefixes of ids, with a query that shows it', () => {
    const prefixed = {
      ...catalogue,
      covers: (required: string, held: string) => held.startsWith(required),
    };
    const { faults } = prove({
      policy: { ...policy, catalogue: prefixed },
      schema,
    });
    expect(faults.map(({ purpose, coordinate, what }) => [purpose, coordinate, what])).toContainEqual([
      'similar',
      'Person.name',
      'ruled open, derived closed',
    ]);
    expect(faults.find(({ coordinate }) => coordinate === 'Person.name')?.query).toBe('{ find { name } }');
  });

  test('finds a prohibition that is overlooked', () => {
    const blind = { ...catalogue, prohibitions: () => [] };
    const { faults } = prove({
      policy: { ...policy, catalogue: blind },
      schema,
    });
    expect(faults.map(({ purpose, coordinate, date }) => [purpose, coordinate, date])).toEqual([
      ['education', 'Person.code', '2026-04-01'],
    ]);
  });

  test('finds an item that the row of a table excludes', () => {
    const education = catalogue.purpose('education');
    if (!education) throw new Error('invariant: the test has this purpose');
    const items = [...catalogue.items.keys()].filter((item) => item === 'juminhyo_code');
    const row = {
      ...education,
      table: '別表',
      row: { ...education.row, excludedItems: items },
    };
    const changed = { ...catalogue, purposes: new Map([[row.id, row]]) };
    expect(prove({ policy: { ...policy, catalogue: changed }, schema }).faults[0]?.what).toMatch(
      'which no grant in force gives',
    );
  });
});

describe('an explanation', () => {
  const told = (purpose: string, coordinate: string, ordinances: string[] = []) => {
    const stated = catalogue.purpose(purpose);
    if (!stated) throw new Error('invariant: the test has this purpose');
    return explain({
      policy,
      purpose: stated,
      coordinate,
      date: day,
      facts: { ordinances: new Set(ordinances) },
    }).lines.join('\n');
  };
  test('says on which articles an open coordinate rests', () => {
    expect(told('education', 'Person.name')).toMatchInlineSnapshot(`
     "Person.name is open under education on 2026-01-01.
     rule 1 of 3 is met. No personal data (person).
     rule 2 of 3 is met. No personal data (shape).
     rule 3 of 3 is met for the item name. Rests on 法30-15-2."
    `);
    expect(told('health', 'Person.number', ['health'])).toMatchInlineSnapshot(`
     "Person.number is open under health on 2026-01-01.
     rule 1 of 2 is met. No personal data (person).
     rule 2 of 2 is met for the item my_number. Rests on 法30-15-2 and 法9."
    `);
  });
  test('says which articles a closed coordinate lacks', () => {
    expect(told('health', 'Person.number')).toMatchInlineSnapshot(`
     "Person.number is closed (ORDINANCE_MISSING) under health on 2026-01-01.
     rule 1 of 2 is met. No personal data (person).
     rule 2 of 2 is not met for the item my_number. Lacks an ordinance (条例) under 法9.
       would be met by 法30-15 and 法9"
    `);
    expect(told('education', 'Named.name')).toMatchInlineSnapshot(`
     "Named.name is open under education on 2026-01-01.
     rule 1 of 1 is met. No personal data (shape).
     answered by Person.name: open"
    `);
    expect(told('similar', 'Person.code')).toMatch('Lacks 法30-15.');
    expect(told('health', 'Person.code')).toMatch('Rests on 法30-15, which does not give it.');
    expect(told('education', 'constructor')).toMatchInlineSnapshot(`
     "constructor is closed (UNRULED) under education on 2026-01-01.
     rule 1 of 1 is not met. The coordinate carries no rule."
    `);
  });
});

describe('a difference', () => {
  test('lists what an amendment newly permits and withholds, by purpose and by recorded operation', () => {
    const document = parse('{ find { name sex } }');
    const found = diff({
      schema,
      before: { policy, date: parseLegalDate('2020-03-31') },
      after: { policy, date: parseLegalDate('2026-05-01') },
      operations: [
        { purpose: 'health', document, ordinance: false },
        { purpose: 'similar', document, ordinance: false },
        { purpose: 'unknown', document, ordinance: false },
      ],
    });
    expect(found).toEqual({
      purposes: [
        { purpose: 'education', permits: [], withholds: ['Person.code'] },
        {
          purpose: 'health',
          permits: ['Named.name', 'Person.name', 'Person.number'],
          withholds: ['Person.sex'],
        },
      ],
      operations: [
        {
          operation: 0,
          purpose: 'health',
          permits: ['Person.name'],
          withholds: ['Person.sex'],
        },
      ],
    });
  });
});

describe('a matrix', () => {
  const matrix = compileMatrix(policy);
  test('holds each set once and each span once', () => {
    expect(matrix.purposes['education']?.spans.map(({ from }) => from)).toEqual([null, '2026-04-01']);
    expect(new Set(matrix.sets).size).toBe(matrix.sets.length);
  });
  test('closes and opens as the policy does, ordinance included', () => {
    const ask = (coordinate: string, ordinance: boolean, date = '2026-01-01') =>
      matrixPermits(matrix, { purpose: 'health', date, ordinance, secondHopOf: null }, coordinate);
    expect([ask('Person.number', false), ask('Person.number', true)]).toEqual([false, true]);
    expect([ask('Person.sex', false, '2025-05-25'), ask('Person.sex', false, '2025-05-26')]).toEqual([true, false]);
    const purpose = catalogue.purpose('health');
    if (!purpose) throw new Error('invariant: the test has this purpose');
    const view = createPolicy(policy).view({
      purpose,
      date: day,
      facts: nobody,
    });
    for (const coordinate of policy.ruleBook.coordinates)
      expect(ask(coordinate, false)).toBe(view.ruling(coordinate).permitted);
  });
});
