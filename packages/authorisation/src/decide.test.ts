import { describe, expect, test } from '@jest/globals';
import { testCatalogue } from './test-support/test-catalogue.ts';
import { testGraph } from './test-support/test-graph.ts';

const catalogue = testCatalogue({
  provisions: {
    '30-15': {},
    '30-15-2': { parent: '30-15' },
    '30-15-2art': {},
    '9': {},
    '11': { to: '2025-05-25' },
    '12': { from: '2025-05-26' },
    '37': { kind: 'prohibition', items: ['juminhyo_code'] },
    '24': { kind: 'duty' },
  },
  purposes: {
    education: [{ provision: '30-15-2', items: ['name', 'sex', 'juminhyo_code'] }],
    health: [
      { provision: '30-15-2', items: ['name'] },
      { provision: '9', items: ['my_number'], ordinance: true },
    ],
    amended: [
      { provision: '11', items: ['name'] },
      { provision: '12', items: ['name', 'sex'] },
    ],
    duty: [{ provision: '24', items: ['name'] }],
    similar: [{ provision: '30-15-2art', items: ['name'] }],
    nothing: [],
  },
});

const graph = testGraph(
  `type Query @structural(reason: "root") {
    find(key: Key @structural(reason: "key"), limit: Int = 10 @structural(reason: "page")): [Person!] @structural(reason: "way in")
    person(number: ID @legalBasis(provisions: ["9"]) @item(id: "my_number")): Person @structural(reason: "way in")
    record: Record @structural(reason: "way in")
    many(keys: [Key!] @structural(reason: "keys")): Int @structural(reason: "way in")
    any: Any @structural(reason: "way in")
    sorted(by: Order = NUMBER @structural(reason: "order")): Person @structural(reason: "way in")
  }
  type Mutation { note(text: String @structural(reason: "free")): Person @structural(reason: "way in") }
  input Key @structural(reason: "key") {
    name: String @legalBasis(provisions: ["30-15"]) @item(id: "name")
    number: ID @legalBasis(provisions: ["9"]) @item(id: "my_number")
    order: Order @structural(reason: "order")
    inner: Key @structural(reason: "key")
    hidden: Int = 1 @structural(reason: "page")
  }
  enum Order @structural(reason: "order") {
    NAME @legalBasis(provisions: ["30-15"])
    NUMBER @legalBasis(provisions: ["9"])
  }
  type Person @structural(reason: "person") {
    name: String @legalBasis(provisions: ["30-15"]) @item(id: "name")
    sex: String @legalBasis(provisions: ["30-15"]) @legalBasis(provisions: ["12"]) @item(id: "sex")
    number: ID @legalBasis(provisions: ["30-15", "9"]) @item(id: "my_number")
    code: ID @legalBasis(provisions: ["30-15"]) @item(id: "juminhyo_code")
    old: String @legalBasis(provisions: ["11"]) @item(id: "name")
    address: String @legalBasis(provisions: ["30-15"]) @item(id: "address")
    friend: Person @structural(reason: "for the test")
    friends: [Person!] @structural(reason: "for the test")
    forgotten: String
    constructor: String @structural(reason: "a name like any")
  }
  interface Record @structural(reason: "shape only") { name: String @structural(reason: "shape only") self: Record @structural(reason: "shape only") }
  type City implements Record @structural(reason: "file") {
    name: String @legalBasis(provisions: ["30-15"]) @item(id: "name")
    self: City @structural(reason: "self")
    tax(rate: Order = NUMBER @structural(reason: "order")): Int @legalBasis(provisions: ["30-15"])
  }
  type Nation implements Record @structural(reason: "file") {
    name: String @legalBasis(provisions: ["9"]) @item(id: "name")
    self: Nation @structural(reason: "self")
  }
  type Closed implements Record @legalBasis(provisions: ["9"]) {
    name: String @legalBasis(provisions: ["30-15"]) @item(id: "name")
    self: Closed @structural(reason: "self")
  }
  union Any @structural(reason: "any") = Person | Nation`,
  catalogue,
);
const { show, decided } = graph;

describe('a query', () => {
  test('has nothing but structure under a purpose that rests on nothing', () => {
    expect(show('{ find { name sex friend { name } } }', { under: 'nothing' })).toMatchInlineSnapshot(`
     "filtered
     {
       find {
         friend {
           __typename
         }
       }
     }
     NO_BASIS_FOR_PURPOSE: Person.name needs 法30-15, on which this purpose does not rest.
     NO_BASIS_FOR_PURPOSE: Person.sex needs 法30-15, on which this purpose does not rest."
    `);
  });
  test('passes unchanged where everything is open', () => {
    expect(show('{ find { name sex } }', { under: 'education' })).toMatchInlineSnapshot(`
     "unchanged
     {
       find {
         name
         sex
       }
     }"
    `);
  });
  test('loses what the purpose has no basis for, with the article that is missing and no other', () => {
    expect(show('{ find { name number } }', { under: 'education' })).toMatchInlineSnapshot(`
     "filtered
     {
       find {
         name
       }
     }
     NO_BASIS_FOR_PURPOSE: Person.number needs 法9, on which this purpose does not rest."
    `);
  });
  test('loses an item that its provisions do not give to the purpose', () => {
    expect(show('{ find { name address } }', { under: 'education' })).toMatchInlineSnapshot(`
     "filtered
     {
       find {
         name
       }
     }
     ITEM_NOT_GRANTED: Person.address carries an item that 法30-15 does not give to this purpose."
    `);
  });
  test('loses an item that a prohibition closes, whatever permits it', () => {
    expect(show('{ find { name code } }', { under: 'education' })).toMatchInlineSnapshot(`
     "filtered
     {
       find {
         name
       }
     }
     PROHIBITED: Person.code is closed by 法37."
    `);
  });
  test('gets what an ordinance opens only when the body has one for this purpose', () => {
    expect(show('{ find { number } }', { under: 'health' })).toMatchInlineSnapshot(`
     "filtered
     {
       find {
         __typename
       }
     }
     ORDINANCE_MISSING: Person.number needs 法9 with an ordinance (条例) of your body, and none is on file."
    `);
    expect(
      show('{ find { number } }', {
        under: 'health',
        ordinances: ['education'],
      }),
    ).toMatch('ORDINANCE_MISSING');
    expect(show('{ find { number } }', { under: 'health', ordinances: ['health'] })).toMatch('unchanged');
  });
  test('changes at the midnight of an amendment', () => {
    expect(show('{ find { old sex } }', { under: 'amended', on: '2025-05-25' })).toMatchInlineSnapshot(`
     "filtered
     {
       find {
         old
       }
     }
     NOT_IN_FORCE: Person.sex needs 法12, not in force for this purpose on the day of the request."
    `);
    expect(show('{ find { old sex } }', { under: 'amended', on: '2025-05-26' })).toMatchInlineSnapshot(`
     "filtered
     {
       find {
         sex
       }
     }
     NOT_IN_FORCE: Person.old needs 法11, not in force for this purpose on the day of the request."
    `);
  });
  test('gets nothing from a duty, nor from an article whose id only begins alike', () => {
    expect(show('{ find { name } }', { under: 'duty' })).toMatch('NO_BASIS_FOR_PURPOSE');
    expect(show('{ find { name } }', { under: 'similar' })).toMatch('NO_BASIS_FOR_PURPOSE');
  });
  test('is refused whole where a part has no rule', () => {
    expect(show('{ find { name forgotten } }', { under: 'education' })).toMatchInlineSnapshot(`
     "refused
     UNRULED: Person.forgotten has no rule, so it is closed."
    `);
  });
  test('is refused whole where the caller prefers that', () => {
    expect(
      show('{ find { name number } }', {
        under: 'education',
        onWithheld: 'refuse',
      }),
    ).toMatch(/^refused/);
    expect(show('{ find { name } }', { under: 'education', onWithheld: 'refuse' })).toMatch(/^unchanged/);
  });
  test('names what it reads and the provisions relied on', () => {
    const decision = decided('query ($n: String) { find(key: { name: $n }) { name number } }', {
      under: 'education',
      variables: { n: 'x' },
    });
    expect(decision.coordinates).toEqual([
      'Key.hidden',
      'Key.name',
      'Person.name',
      'Query.find',
      'Query.find(key:)',
      'Query.find(limit:)',
    ]);
    expect(decision.provisions).toEqual(['30-15-2']);
  });
});

describe('a mutation', () => {
  test('is refused whole where a part is withheld', () => {
    expect(show('mutation { note { name number } }', { under: 'education' })).toMatch(/^refused\nNO_BASIS/);
  });
  test('passes where everything is open', () => {
    expect(show('mutation { note { name } }', { under: 'education' })).toMatch(/^unchanged/);
  });
});

describe('how a field is written', () => {
  test.each([
    ['an alias', '{ find { name: number } }'],
    ['the alias of a prototype', '{ find { constructor: number toString: number valueOf: number } }'],
    ['a fragment', '{ ...A } fragment A on Query { find { ...B } } fragment B on Person { number }'],
    ['an inline fragment', '{ ... { find { ... on Person { ... { number } } } } }'],
    ['@include(if: true)', '{ find { number @include(if: true) @skip(if: false) } }'],
    ['a union', '{ any { ... on Person { number } } }'],
  ])('does not open it: %s', (_, query) => {
    const decision = decided(query, { under: 'education' });
    expect(decision.withheld.map(({ coordinate }) => coordinate)).toEqual(['Person.number']);
    expect('source' in decision && decision.source).not.toMatch('number');
  });
  test('keeps names of prototypes as plain names', () => {
    expect(show('{ find { constructor toString: name } }', { under: 'education' })).toMatch(/^unchanged/);
  });
  test('refuses aliases that are reserved', () => {
    for (const alias of ['__proto__', '__typename', '__schema']) {
      expect(() => show(`{ find { ${alias}: name } }`, { under: 'education' })).toThrow('two underscores');
    }
  });
  test('is canonical: fragments inlined, fields merged, conditions resolved', () => {
    const query = `query Q($yes: Boolean = true, $no: Boolean!) {
      find { ...A name @skip(if: $no) friend { name } }
      find { name ... @include(if: $yes) { sex } number @include(if: $no) }
    } fragment A on Person { friend { sex ...B } ...B } fragment B on Person { name }`;
    expect(show(query, { under: 'education', variables: { no: false } })).toMatchInlineSnapshot(`
     "unchanged
     query Q {
       find {
         friend {
           sex
           name
         }
         name
         sex
       }
     }"
    `);
    expect(show(query, { under: 'education', variables: { no: true, yes: false } })).toMatchInlineSnapshot(`
     "filtered
     query Q {
       find {
         friend {
           sex
           name
         }
         name
       }
     }
     NO_BASIS_FOR_PURPOSE: Person.number needs 法9, on which this purpose does not rest."
    `);
  });
});

describe('conditions', () => {
  const query = 'query ($v: Boolean = false) { find { number @include(if: $v) name } }';
  test('count as the variables make them: what is left out is not withheld', () => {
    expect(show(query, { under: 'education' })).toMatch(/^unchanged/);
    expect(show(query, { under: 'education', variables: { v: false } })).toMatch(/^unchanged/);
    expect(show(query, { under: 'education', variables: { v: true } })).toMatch(/^filtered/);
  });
  test('must be true or false', () => {
    for (const v of [null, 'true', 1]) {
      expect(() => show(query, { under: 'education', variables: { v } })).toThrow('needs true or false');
    }
  });
  test('that leave nothing keep the parent', () => {
    expect(show('{ find { name @skip(if: true) } }', { under: 'education' })).toMatchInlineSnapshot(`
     "unchanged
     {
       find {
         __typename
       }
     }"
    `);
  });
});

describe('what the caller sends', () => {
  const keyed = (variables: Record<string, unknown>) =>
    decided('query ($key: Key) { find(key: $key) { name } person { name } }', {
      under: 'education',
      variables,
    });
  const closed = (decision: ReturnType<typeof decided>) =>
    decision.withheld.map((it) => `${it.coordinate} on ${it.field}`);

  test('closes its field when it is closed, since to drop it would widen the search', () => {
    expect(show('{ person(number: "1") { name } }', { under: 'education' })).toMatchInlineSnapshot(`
     "filtered
     {
       __typename
     }
     NO_BASIS_FOR_PURPOSE: Query.person(number:) needs 法9, on which this purpose does not rest."
    `);
    expect(show('{ person { name } }', { under: 'education' })).toMatch(/^unchanged/);
  });
  test('counts when it is null', () => {
    expect(show('{ person(number: null) { name } }', { under: 'education' })).toMatch(/^filtered/);
    expect(closed(keyed({ key: { number: null } }))).toEqual(['Key.number on Query.find']);
  });
  test('counts in a variable, and not when the variable is absent', () => {
    expect(closed(keyed({ key: { number: '1' } }))).toEqual(['Key.number on Query.find']);
    expect(closed(keyed({ key: { name: 'x' } }))).toEqual([]);
    expect(closed(keyed({}))).toEqual([]);
  });
  test('counts when a default of the operation provides it', () => {
    const query = 'query ($key: Key = { number: "1" }) { find(key: $key) { name } }';
    expect(closed(decided(query, { under: 'education' }))).toEqual(['Key.number on Query.find']);
    expect(closed(decided(query, { under: 'education', variables: { key: {} } }))).toEqual([]);
  });
  test('counts when a default of the schema provides it', () => {
    expect(closed(decided('{ sorted { name } }', { under: 'education' }))).toEqual(['Order.NUMBER on Query.sorted']);
    expect(closed(decided('{ sorted(by: NAME) { name } }', { under: 'education' }))).toEqual([]);
  });
  test('counts at any depth: nested inputs, enum values, variables inside literals', () => {
    expect(closed(keyed({ key: { inner: { inner: { order: 'NUMBER' } } } }))).toEqual(['Order.NUMBER on Query.find']);
    const query = 'query ($n: ID, $o: Order) { find(key: { inner: { number: $n, order: $o } }) { name } }';
    expect(closed(decided(query, { under: 'education' }))).toEqual([]);
    expect(
      closed(
        decided(query, {
          under: 'education',
          variables: { n: '1', o: 'NUMBER' },
        }),
      ),
    ).toEqual(['Key.number on Query.find', 'Order.NUMBER on Query.find']);
  });
  test('counts in a list, whichever way the list is given', () => {
    const query =
      'query ($one: Key!, $all: [Key!], $bare: [Key!]) { a: many(keys: [$one]) b: many(keys: $all) c: many(keys: $bare) d: many(keys: { order: NAME }) }';
    const used = (one: object, all: object[], bare: object) =>
      closed(decided(query, { under: 'education', variables: { one, all, bare } }));
    expect(used({}, [{}, {}], [])).toEqual([]);
    expect(used({ number: '1' }, [], [])).toEqual(['Key.number on Query.many']);
    expect(used({}, [{}, { order: 'NUMBER' }], [])).toEqual(['Order.NUMBER on Query.many']);
    expect(used({}, [], { inner: { number: null } })).toEqual(['Key.number on Query.many']);
  });
  test('is read by own properties only', () => {
    expect(closed(keyed(JSON.parse('{"key": {"__proto__": {"number": "1"}}}')))).toEqual([]);
    expect(closed(keyed(JSON.parse('{"__proto__": {"key": {"number": "1"}}}')))).toEqual([]);
  });
  test('leaves unused variables out of what remains', () => {
    const query = 'query ($n: ID, $key: Key) { person(number: $n) { name } find(key: $key) { name } }';
    expect(show(query, { under: 'education', variables: { n: '1' } })).toMatchInlineSnapshot(`
     "filtered
     query ($key: Key) {
       find(key: $key) {
         name
       }
     }
     NO_BASIS_FOR_PURPOSE: Query.person(number:) needs 法9, on which this purpose does not rest."
    `);
  });
});

describe('interfaces and unions', () => {
  test('open a field for the object types that may answer it, never by the rule of the interface', () => {
    expect(show('{ record { name } }', { under: 'education' })).toMatchInlineSnapshot(`
     "filtered
     {
       record {
         ... on City {
           name
         }
       }
     }
     NO_BASIS_FOR_PURPOSE: Closed.name needs 法9, on which this purpose does not rest.
     NO_BASIS_FOR_PURPOSE: Nation.name needs 法9, on which this purpose does not rest."
    `);
  });
  test('stay as they are where all types may answer', () => {
    const under = { under: 'health', ordinances: ['health'] };
    expect(show('{ record { self { __typename } } }', under)).toMatchInlineSnapshot(`
     "unchanged
     {
       record {
         self {
           __typename
         }
       }
     }"
    `);
  });
  test('ask narrower types below a narrowed field', () => {
    expect(
      show('{ record { self { self { name } } ... on City { self { tax } } } }', { under: 'education' }),
    ).toMatchInlineSnapshot(`
     "filtered
     {
       record {
         ... on City {
           self {
             self {
               name
             }
           }
         }
         ... on Nation {
           self {
             self {
               __typename
             }
           }
         }
         ... on City {
           self {
             __typename
           }
         }
       }
     }
     NO_BASIS_FOR_PURPOSE: Closed.self needs 法9, on which this purpose does not rest.
     NO_BASIS_FOR_PURPOSE: Nation.name needs 法9, on which this purpose does not rest.
     NO_BASIS_FOR_PURPOSE: Order.NUMBER needs 法9, on which this purpose does not rest."
    `);
  });
  test('rule the defaults of the type that answers', () => {
    expect(show('{ record { ... on City { tax } } }', { under: 'education' })).toMatch('Order.NUMBER');
    expect(
      show('{ record { ... on City { tax(rate: NAME) } } }', {
        under: 'education',
      }),
    ).toMatch(/^unchanged/);
  });
  test('do not lose a condition that stands around another', () => {
    expect(
      show('{ record { ... on City { ... on Record { name } } } }', {
        under: 'education',
      }),
    ).toMatchInlineSnapshot(`
     "unchanged
     {
       record {
         ... on City {
           name
         }
       }
     }"
    `);
  });
});

describe('an interface without object types, which answers itself', () => {
  const { decided, show } = testGraph(
    `type Query @structural(reason: "root") { file: File @structural(reason: "way in") closed: Closed @structural(reason: "way in") }
    interface File @structural(reason: "shape") {
      name(by: Order = NAME @structural(reason: "order")): String @legalBasis(provisions: ["30-15"]) @item(id: "name")
      number: ID @legalBasis(provisions: ["9"]) @item(id: "my_number")
      self: File @structural(reason: "self")
    }
    interface Closed @legalBasis(provisions: ["9"]) { name: String @structural(reason: "shape") }
    enum Order @structural(reason: "order") { NAME @structural(reason: "o") NUMBER @legalBasis(provisions: ["9"]) }`,
    catalogue,
  );
  const under = 'education';

  test('keeps what its own rules open', () => {
    expect(show('{ file { name self { ...F } } } fragment F on File { name }', { under })).toMatchInlineSnapshot(`
     "unchanged
     {
       file {
         name
         self {
           name
         }
       }
     }"
    `);
    expect(decided('{ file { name } }', { under })).toMatchObject({
      coordinates: ['File.name', 'File.name(by:)', 'Order.NAME', 'Query.file'],
      provisions: ['30-15-2'],
    });
  });
  test('loses what they close, an argument and a whole interface too', () => {
    expect(show('{ file { name number } closed { name } }', { under })).toMatchInlineSnapshot(`
     "filtered
     {
       file {
         name
       }
     }
     NO_BASIS_FOR_PURPOSE: File.number needs 法9, on which this purpose does not rest.
     NO_BASIS_FOR_PURPOSE: Query.closed needs 法9, on which this purpose does not rest."
    `);
    expect(show('{ file { name(by: NUMBER) } }', { under })).toMatch(/^filtered/);
    expect(show('{ file { name } }', { under: 'nothing' })).toMatch('NO_BASIS_FOR_PURPOSE: File.name');
  });
});

describe('introspection', () => {
  test('is set apart, to be answered from the contract schema, wherever it hides', () => {
    expect(
      show('{ ...A find { name } } fragment A on Query { __schema { queryType { name } } }', { under: 'education' }),
    ).toMatchInlineSnapshot(`
     "unchanged
     {
       find {
         name
       }
     }
     and introspection"
    `);
  });
  test('leaves a document that reads nothing when it is alone', () => {
    const decision = decided('query I($n: String!) { __type(name: $n) { name } }', { under: 'nothing' });
    expect(decision).toMatchObject({
      verdict: 'unchanged',
      source: 'query I {\n  __typename\n}',
      coordinates: [],
    });
  });
});

describe('what the graph does not offer', () => {
  test.each([
    ['a subscription', 'subscription { note }', 'offers no subscription'],
    ['@defer', '{ find { ... @defer { name } } }', '@defer'],
    ['@stream', '{ find { friends @stream { name } } }', '@stream'],
    ['a directive on the operation', 'query @live { find { name } }', '@live'],
    ['two operations and no name', 'query A { find { name } } query B { find { name } }', 'none was named'],
  ])('is refused: %s', (_, query, message) => {
    expect(() => graph.unchecked(query, { under: 'education' })).toThrow(message);
  });
  test('of several operations only the named one counts', () => {
    const query = 'query A { find { number } } query B { find { name } }';
    expect(show(query, { under: 'education', operationName: 'B' })).toMatch(/^unchanged/);
    expect(show(query, { under: 'education', operationName: 'A' })).toMatch(/^filtered/);
  });
});

describe('limits', () => {
  const under = 'education';
  test('stop a fragment bomb long before it is expanded', () => {
    const bomb = Array.from(
      { length: 40 },
      (_, i) => `fragment F${i} on Person { friend { ...F${i + 1} } friends { ...F${i + 1} } }`,
    );
    const query = `{ find { ...F0 } } ${bomb.join(' ')} fragment F40 on Person { name }`;
    expect(() =>
      show(query, {
        under,
        limits: { depth: 100, selections: 5000, aliases: 9, fragments: 100 },
      }),
    ).toThrow('5000 (selections)');
  });
  test('stop depth, aliases and fragments, each by its name', () => {
    const limits = { depth: 2, selections: 100, aliases: 1, fragments: 1 };
    expect(show('{ find { a: name } }', { under, limits })).toMatch(/^unchanged/);
    expect(() => show('{ find { friend { name } } }', { under, limits })).not.toThrow();
    expect(() => show('{ find { friend { friend { name } } } }', { under, limits })).toThrow('2 (depth)');
    expect(() => show('{ find { a: name b: name } }', { under, limits })).toThrow('1 (aliases)');
    expect(() =>
      show('{ ...A ...B } fragment A on Query { find { name } } fragment B on Query { find { name } }', {
        under,
        limits,
      }),
    ).toThrow('1 (fragments)');
  });
  test('do not count a fragment twice in one place', () => {
    const query = `{ find { ${'...A '.repeat(90)} } } fragment A on Person { name sex }`;
    expect(
      show(query, {
        under,
        limits: { depth: 9, selections: 100, aliases: 0, fragments: 1 },
      }),
    ).toMatch(/^unchanged/);
  });
});
