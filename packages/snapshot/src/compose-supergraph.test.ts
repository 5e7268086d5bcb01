import { describe, expect, test } from '@jest/globals';
import { readCatalogue } from '@juki/legal-basis/files';
import { directivesSdl } from '@juki/schema-directives';
import { composeSupergraph, examine } from './compose-supergraph.ts';

const catalogue = readCatalogue({ profile: 'development' });

const federation =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.11", import: ["@key", "@inaccessible", "@composeDirective", "@shareable", "@override", "@provides", "@requires", "@external", "@interfaceObject", "@context", "@fromContext"])';
const head = `${federation}\n${directivesSdl}`;
const S = '@structural(reason: "test")';
const name = '@legalBasis(provisions: ["juki-30-15"]) @item(id: "name")';
const number = '@legalBasis(provisions: ["juki-30-15", "bango-9"]) @item(id: "my_number")';

const city = `${head}
  type Query ${S} { person(key: Key ${S}): Person ${S} }
  input Key ${S} { name: String ${name} sex: Sex ${S} }
  enum Sex ${S} { MALE ${S} FEMALE ${S} }
  interface Record ${S} { name: String ${S} }
  type Person @key(fields: "ref") ${S} { ref: ID! @inaccessible ${S} city: City ${name.replace('@item(id: "name")', '')} }
  type City implements Record ${S} { name: String ${name} }`;
const nation = `${head}
  enum Sex ${S} { MALE ${S} FEMALE ${S} }
  interface Record ${S} { name: String ${S} }
  type Person @key(fields: "ref") ${S} { ref: ID! @inaccessible ${S} nation: Nation ${S} }
  type Nation implements Record ${S} { name: String ${name} number: ID ${number} }`;

function refused(
  change: (sdl: { city: string; nation: string }) => Partial<{ city: string; nation: string }>,
): string[] {
  const sdl = { city, nation, ...change({ city, nation }) };
  expect(sdl).not.toEqual({ city, nation });
  return said({ ...sdl });
}

function said(sdl: Readonly<Record<string, string>>): string[] {
  const subgraphs = Object.entries(sdl).map(([name, sdl]) => ({ name, url: `http://${name}`, sdl }));
  return examine({ subgraphs, catalogue }).refusals.map((it) =>
    [it.code, it.subgraph, it.coordinate].filter(Boolean).join(' '),
  );
}

const inNation = (from: string | RegExp, to: string) => refused((sdl) => ({ nation: sdl.nation.replace(from, to) }));
const inCity = (from: string | RegExp, to: string) => refused((sdl) => ({ city: sdl.city.replace(from, to) }));

test('a graph in which every rule stands passes the gate', () => {
  expect(said({ city, nation })).toEqual([]);
});

test('a mutation names the article under which it is done; one that does not is refused', () => {
  const notify = (rule: string) =>
    `${head} type Done ${S} { key: ID ${S} } type Mutation ${S} { notify(key: ID! ${S}): Done ${rule} }`;
  expect(said({ city, nation, other: notify('@legalBasis(provisions: ["juki-30-6"])') })).toEqual([]);
  expect(said({ city, nation, other: notify(S) })).toEqual(['MUTATION_WITHOUT_BASIS other Mutation.notify']);
});

describe('what stands behind a second hop', () => {
  const hop = (type: string) => `${head}
    type Query ${S} { inquiry: Inquired ${S} } interface Named ${S} { name: String ${S} } ${type}`;
  const inquired = (head: string) => hop(`type Inquired ${head} @secondHop ${S} { name: String ${name} }`);

  test('stands on a type of its own', () => {
    expect(said({ city, nation, other: inquired('') })).toEqual([]);
  });
  test('is not answered through an interface or a union, which are ruled under the stated purpose', () => {
    expect(said({ city, nation, other: inquired('implements Named') })).toContain(
      'SECOND_HOP_SHARED other Inquired.name',
    );
    const union = `${inquired('')} union Any ${S} = Inquired | Person extend type Person @key(fields: "ref") { ref: ID! @inaccessible ${S} }`;
    expect(said({ city, nation, other: union })).toContain('SECOND_HOP_SHARED other Inquired.name');
  });
});

describe('a rule is lost', () => {
  test('by a forgotten @composeDirective', () => {
    const forget = (sdl: string) => sdl.replace('@composeDirective(name: "@item")', '');
    const lost = refused((sdl) => ({ city: forget(sdl.city), nation: forget(sdl.nation) }));
    expect(lost).toEqual(
      expect.arrayContaining(['APPLICATION_LOST city City.name', 'APPLICATION_LOST nation Nation.number']),
    );
  });
  test('by a forgotten @composeDirective in one subgraph of two', () => {
    const lines = inNation('@composeDirective(name: "@legalBasis")', '');
    expect(lines).toEqual(
      expect.arrayContaining(['APPLICATION_LOST nation Nation.name', 'UNRULED nation Nation.name']),
    );
    expect(lines.some((line) => line.includes(' city '))).toBe(false);
  });
  test('by definitions of its own without a link', () => {
    const unlinked = (sdl: string) => sdl.replace(/extend schema\n(?: {2}@.*\n)+/, '');
    const lines = refused((sdl) => ({ nation: unlinked(sdl.nation) }));
    expect(lines).toEqual(
      expect.arrayContaining(['NOT_LINKED nation Nation.name', 'APPLICATION_LOST nation Nation.name']),
    );
    expect(lines.every((line) => !line.includes(' city '))).toBe(true);
  });
  test('by a definition that is not even applied', () => {
    const local = `${federation} directive @item(id: ID!) on FIELD_DEFINITION`;
    expect(said({ city, other: `${local} type Person @key(fields: "ref") { ref: ID! @inaccessible }` })).toContain(
      'NOT_LINKED other',
    );
  });
  test('by an import under another name', () => {
    const rename = (sdl: string) =>
      sdl
        .replace('"@item",', '{ name: "@item", as: "@holds" },')
        .replace('@composeDirective(name: "@item")', '@composeDirective(name: "@holds")')
        .replaceAll('@item(', '@holds(');
    expect(refused(() => ({ nation: rename(nation) }))).toContain('RENAMED nation');
    const both = refused((sdl) => ({ city: rename(sdl.city), nation: rename(sdl.nation) }));
    expect(both).toEqual(['RENAMED city', 'RENAMED nation']);
  });
  test('when nobody composes anything', () => {
    const bare = (sdl: string) => sdl.replace(/ {2}@composeDirective.*\n/g, '');
    expect(refused((sdl) => ({ city: bare(sdl.city), nation: bare(sdl.nation) }))).toEqual(
      expect.arrayContaining(['UNRULED', 'APPLICATION_LOST city City.name']),
    );
  });
});

describe('a rule is weakened', () => {
  test('by subgraphs that say different things of one interface field: composition makes alternatives of them', () => {
    expect(inNation(`name: String ${S} }`, `name: String ${name} }`)).toContain(
      'APPLICATIONS_DIFFER nation Record.name',
    );
  });
  test('of one enum value, of one input field', () => {
    expect(inNation(`FEMALE ${S}`, 'FEMALE @structural(reason: "other")')).toContain(
      'APPLICATIONS_DIFFER nation Sex.FEMALE',
    );
    const input = `input Key ${S} { name: String @legalBasis(provisions: ["juki-30-32"]) @item(id: "name") sex: Sex ${S} }`;
    expect(inNation(/$/, input)).toContain('APPLICATIONS_DIFFER nation Key.name');
  });
  test('and composition itself hints at it', () => {
    expect(inNation(`FEMALE ${S}`, 'FEMALE @structural(reason: "other")')).toContain('COMPOSITION_HINT Sex.FEMALE');
  });
  test('by standing on the interface only', () => {
    const base = (sdl: string) =>
      sdl.replace(`Record ${S} { name: String ${S} }`, `Record ${S} { name: String ${name} }`);
    const bare = refused((sdl) => ({
      city: base(sdl.city),
      nation: base(sdl.nation).replace(
        `Nation implements Record ${S} { name: String ${name}`,
        `Nation implements Record ${S} { name: String ${S}`,
      ),
    }));
    expect(bare).toEqual(['BASIS_ONLY_ON_INTERFACE nation Nation.name']);
    expect(refused((sdl) => ({ city: base(sdl.city), nation: base(sdl.nation) }))).toEqual([]);
  });
  test('by an object that stands in for an interface', () => {
    const node = `interface Node @key(fields: "id") ${S} { id: ID! @inaccessible ${S} }`;
    const object = `type Thing implements Node @key(fields: "id") ${S} { id: ID! @inaccessible ${S} }`;
    const stand = `type Node @key(fields: "id") @interfaceObject ${S} { id: ID! @inaccessible ${S} secret: String ${name} }`;
    const lines = refused((sdl) => ({
      city: `${sdl.city} ${node} ${object} extend type Query { node: Node ${S} }`,
      nation: `${sdl.nation} ${stand}`,
    }));
    expect(lines).toContain('BASIS_ONLY_ON_INTERFACE nation Node.secret');
  });
});

describe('a coordinate without a rule', () => {
  test.each([
    ['a field', `type City implements Record ${S} {`, `type City implements Record ${S} { more: Int`, 'City.more'],
    ['an argument', `person(key: Key ${S})`, `person(key: Key ${S}, page: Int)`, 'Query.person(page:)'],
    ['an input field', `sex: Sex ${S}`, `sex: Sex ${S} more: Int`, 'Key.more'],
  ])('is refused: %s', (_, from, to, coordinate) => {
    expect(inCity(from, to)).toEqual([`UNRULED city ${coordinate}`]);
  });
  test('is refused: an enum value, in each subgraph that declares it', () => {
    const more = (sdl: string) => sdl.replace(`MALE ${S}`, `MALE ${S} OTHER`);
    expect(refused((sdl) => ({ city: more(sdl.city), nation: more(sdl.nation) }))).toEqual([
      'UNRULED city Sex.OTHER',
      'UNRULED nation Sex.OTHER',
    ]);
  });
  test('is refused where only its type has one', () => {
    expect(
      inNation(
        /$/,
        `type Extra @legalBasis(provisions: ["juki-30-15"]) { a: Int } extend type Person { extra: Extra ${S} }`,
      ),
    ).toContain('UNRULED nation Extra.a');
  });
});

describe('a field with a legal basis', () => {
  const twice = `extend type Nation { shared: String ${name} }`;
  test('is answered by one subgraph: @shareable, on the field or on the type', () => {
    expect(inNation(`number: ID ${number}`, `number: ID @shareable ${number}`)).toEqual([
      'SEVERAL_RESOLVERS nation Nation.number',
    ]);
    expect(inNation('type Nation implements Record', 'type Nation implements Record @shareable')).toContain(
      'SEVERAL_RESOLVERS nation Nation.name',
    );
    expect(inNation(/$/, twice)).toEqual([]);
  });
  test('is answered by one subgraph: @override', () => {
    const here = `extend type Person { note: String ${name} }`;
    const moved = `extend type Person { note: String @override(from: "nation") ${name} }`;
    const lines = refused((sdl) => ({ city: sdl.city + moved, nation: sdl.nation + here }));
    expect(lines).toContain('SEVERAL_RESOLVERS city Person.note');
  });
  test('is answered by one subgraph: @provides', () => {
    const note = (text: string) =>
      ` type Note @key(fields: "id") ${S} { id: ID! @inaccessible ${S} text: String ${text} ${name} }`;
    const way = `extend type Query { note: Note @provides(fields: "text") ${S} }`;
    const lines = refused((sdl) => ({
      city: sdl.city + note('@external') + way,
      nation: sdl.nation + note('@shareable'),
    }));
    expect(lines).toContain('SEVERAL_RESOLVERS city Note.text');
    const without = refused((sdl) => ({
      city: sdl.city + way.replace('@provides(fields: "text")', '') + note('@external').replace(/text.*$/, '}'),
      nation: sdl.nation + note(''),
    }));
    expect(without).toEqual([]);
  });
  test('is nullable, since it may be withheld', () => {
    expect(inNation(`number: ID ${number}`, `number: ID! ${number}`)).toEqual(['NOT_NULLABLE nation Nation.number']);
    expect(inNation(`number: ID ${number}`, `number: [ID!] ${number}`)).toEqual([]);
  });
  test('is nullable also where only an argument, deep inside, may be closed', () => {
    expect(inCity(`person(key: Key ${S}): Person`, `person(key: Key ${S}): Person!`)).toEqual([
      'NOT_NULLABLE city Query.person',
    ]);
  });
  test('says which item it carries, in words of the catalogue', () => {
    expect(inNation(`name: String ${name}`, 'name: String @legalBasis(provisions: ["juki-30-15"])')).toEqual([
      'ITEM_MISSING nation Nation.name',
    ]);
    expect(inNation('@item(id: "my_number")', '@item(id: "my_numbers")')).toEqual([
      'UNKNOWN_ITEM nation Nation.number',
    ]);
    expect(inNation('"bango-9"', '"bango-99"')).toEqual(['UNKNOWN_PROVISION nation Nation.number']);
    expect(inNation(number, `@item(id: "my_number") ${S}`)).toEqual(['ITEM_WITHOUT_BASIS nation Nation.number']);
    expect(inNation(number, `${number} ${S}`)).toEqual(['CONTRADICTORY nation Nation.number']);
    expect(inNation('["juki-30-15", "bango-9"]', '[]')).toEqual(['MALFORMED nation Nation.number']);
  });
  test('does not rest on a prohibition', () => {
    const [prohibition] = [...catalogue.provisions.values()].filter(({ kind }) => kind === 'prohibition');
    expect(inNation('"bango-9"', JSON.stringify(prohibition?.id))).toEqual(['NOT_A_PERMISSION nation Nation.number']);
  });
  test('is no scalar that could hold anything', () => {
    const scalar = (more: string) =>
      inNation(
        `number: ID ${number}`,
        `number: Blob ${number} } scalar Blob ${more} ${S} extend type Nation { also: ID ${number}`,
      );
    expect(scalar('')).toEqual(['OPAQUE_SCALAR nation Nation.number']);
    expect(scalar('@specifiedBy(url: "https://juki.example/number")')).toEqual([]);
  });
});

describe('what travels between subgraphs', () => {
  test('is a pseudonym that no caller can ask for', () => {
    const open = (sdl: string) => sdl.replace('ref: ID! @inaccessible', 'ref: ID!');
    expect(refused((sdl) => ({ city: open(sdl.city), nation: open(sdl.nation) }))).toEqual([
      'KEY_NOT_INACCESSIBLE city Person.ref',
      'KEY_NOT_INACCESSIBLE nation Person.ref',
    ]);
  });
  test('is no personal data', () => {
    const keyed = (sdl: string) => sdl.replace(`ref: ID! @inaccessible ${S}`, `ref: ID @inaccessible ${number}`);
    expect(refused((sdl) => ({ city: keyed(sdl.city), nation: keyed(sdl.nation) }))).toEqual(
      expect.arrayContaining(['KEY_NOT_PSEUDONYMOUS city Person.ref', 'KEY_NOT_PSEUDONYMOUS nation Person.ref']),
    );
  });
  test('reads by @requires nothing that the reading field lacks', () => {
    const requiring = (rule: string) =>
      refused((sdl) => ({
        city: `${sdl.city} extend type Person { birth: String ${number} }`,
        nation: `${sdl.nation} extend type Person { birth: String @external ${number} age: Int @requires(fields: "birth") ${rule} }`,
      }));
    expect(requiring(S)).toEqual(['READS_WITHOUT_BASIS nation Person.age']);
    expect(requiring(name)).toEqual(['READS_WITHOUT_BASIS nation Person.age']);
    expect(requiring(number.replace('my_number', 'name'))).toEqual(['READS_WITHOUT_BASIS nation Person.age']);
    expect(requiring(`${number} @legalBasis(provisions: ["juki-30-32"])`)).toEqual([
      'READS_WITHOUT_BASIS nation Person.age',
    ]);
    expect(requiring(number)).toEqual([]);
    expect(requiring('@legalBasis(provisions: ["juki-30-15-1", "bango-9"]) @item(id: "my_number")')).toEqual([]);
  });
  test('reads nothing through a chain either', () => {
    const lines = refused((sdl) => ({
      city: `${sdl.city} extend type Person { birth: String ${number} age: Int @external ${S} band: Int @requires(fields: "age") ${S} }`,
      nation: `${sdl.nation} extend type Person { birth: String @external ${number} age: Int @requires(fields: "birth") ${S} }`,
    }));
    expect(lines).toEqual(['READS_WITHOUT_BASIS nation Person.age']);
  });
  test('is not handed around as context', () => {
    const lines = inNation(
      /$/,
      `extend type Person @context(name: "p") { tag: String ${S} child: Child ${S} }
       type Child @key(fields: "id") ${S} { id: ID! @inaccessible ${S} hello(tag: String @fromContext(field: "$p { tag }") ${S}): String ${S} }`,
    );
    expect(lines).toEqual(expect.arrayContaining(['CONTEXT_UNSUPPORTED nation Child.hello(tag:)']));
  });
});

test('a graph that does not compose is refused, with what composition says', () => {
  expect(inNation('type Nation implements Record', 'type Nation implements Missing')).toContain('NOT_COMPOSED');
  expect(inNation('type Nation', 'type type Nation')).toEqual(['MALFORMED nation']);
});

test('the refusal lists all, by subgraph and coordinate', () => {
  const sdl = nation.replace(`number: ID ${number}`, `number: ID! ${number} more: Int`);
  const subgraphs = [
    { name: 'city', url: 'http://city', sdl: city },
    { name: 'nation', url: 'http://nation', sdl },
  ];
  expect(() => composeSupergraph({ subgraphs, catalogue })).toThrow(
    /UNRULED nation Nation.more: .*\n.*NOT_NULLABLE nation Nation.number/,
  );
});
