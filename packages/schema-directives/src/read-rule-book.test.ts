import { describe, expect, test } from '@jest/globals';
import { buildASTSchema, parse } from 'graphql';
import { readRuleBook } from './read-rule-book.ts';
import type { Requirement } from './requirement.ts';
import { directivesSdl } from './specification.ts';

const link =
  'directive @link(url: String, as: String, import: [link__Import]) repeatable on SCHEMA scalar link__Import';

function bookOf(sdl: string, header = directivesSdl) {
  const composed = header.replace(/\n {2}@composeDirective.*/g, '');
  return readRuleBook(
    buildASTSchema(parse(`schema { query: Query } ${link} ${composed} ${sdl}`), { assumeValidSDL: true }),
  );
}

const show = (requirements: readonly Requirement[]) =>
  requirements.map((rule) => {
    if (rule.kind !== 'ruled') return rule.kind;
    return rule.alternatives.map((all) => all.join('+')).join(' or ') + (rule.item ? ` [${rule.item}]` : '');
  });

describe('the rules of a field', () => {
  test('are its own and that of its type', () => {
    const book = bookOf(`type Query @legalBasis(provisions: ["t"]) {
      name: String @legalBasis(provisions: ["a", "b"]) @legalBasis(provisions: ["c"]) @item(id: "name")
    }`);
    expect(show(book.requirements('Query.name'))).toEqual(['t', 'a+b or c [name]']);
  });

  test('are closed when it carries none, whatever its type carries', () => {
    const book = bookOf('type Query @structural(reason: "root") { name: String }');
    expect(show(book.requirements('Query.name'))).toEqual(['structural', 'unruled']);
  });

  test('include that of the type that it yields, so that bare __typename tells nothing', () => {
    const book = bookOf(`type Query { file: File @structural(reason: "way in") }
      type File @legalBasis(provisions: ["f"]) { name: String @legalBasis(provisions: ["n"]) }`);
    expect(show(book.requirements('Query.file'))).toEqual(['f', 'structural']);
  });

  test('include those of every interface that declares it, its own first rule notwithstanding', () => {
    const book = bookOf(`type Query { file: Named @structural(reason: "way in") }
      interface Named @legalBasis(provisions: ["i"]) { name(long: Int @legalBasis(provisions: ["arg"])): String @legalBasis(provisions: ["j"]) }
      type File implements Named { name(long: Int @structural(reason: "format")): String @legalBasis(provisions: ["n"]) }`);
    expect(show(book.requirements('File.name'))).toEqual(['i', 'n', 'j']);
    expect(show(book.requirements('File.name(long:)'))).toEqual(['i', 'n', 'j', 'structural', 'arg']);
    expect(book.implementations('Named.name')).toEqual(['File.name']);
    expect(book.implementations('Named.name(long:)')).toEqual(['File.name(long:)']);
    expect(book.implementations('File.name')).toEqual([]);
  });

  test('prefer the legal basis where somebody also wrote @structural', () => {
    const book = bookOf('type Query { name: String @structural(reason: "x") @legalBasis(provisions: ["a"]) }');
    expect(show(book.requirements('Query.name'))).toEqual(['a']);
  });
});

describe('the rules of what a caller sends', () => {
  const book = bookOf(`type Query { find(key: Key! @structural(reason: "key")): Int @structural(reason: "q") }
    input Key @legalBasis(provisions: ["k"]) { sex: Sex @legalBasis(provisions: ["s"]) @item(id: "sex") }
    enum Sex @legalBasis(provisions: ["e"]) { MALE @structural(reason: "code") FEMALE }`);

  test('on an argument include those of its field and of its input type', () => {
    expect(show(book.requirements('Query.find(key:)'))).toEqual(['structural', 'k', 'structural']);
  });
  test('on an input field include those of its input type and of its enum', () => {
    expect(show(book.requirements('Key.sex'))).toEqual(['k', 'e', 's [sex]']);
  });
  test('on an enum value include that of the enum', () => {
    expect(show(book.requirements('Sex.MALE'))).toEqual(['e', 'structural']);
    expect(show(book.requirements('Sex.FEMALE'))).toEqual(['e', 'unruled']);
  });
  test('are listed in schema order, types and machinery left out', () => {
    expect(book.coordinates).toEqual(['Query.find', 'Query.find(key:)', 'Key.sex', 'Sex.MALE', 'Sex.FEMALE']);
  });
});

describe('names', () => {
  const renamed = (imports: string, name: string) =>
    bookOf(
      `directive @${name}(provisions: [ID!]!) repeatable on FIELD_DEFINITION
       type Query { name: String @${name}(provisions: "a") }`,
      `extend schema @link(url: "https://juki.example/directives/v1.2"${imports})`,
    );

  test('are resolved through the link: imported under another name', () => {
    const book = renamed(', import: [{ name: "@legalBasis", as: "@basis" }]', 'basis');
    expect(show(book.requirements('Query.name'))).toEqual(['a']);
  });
  test('are resolved through the link: not imported, with and without a prefix of its own', () => {
    expect(show(renamed('', 'directives__legalBasis').requirements('Query.name'))).toEqual(['a']);
    expect(show(renamed(', as: "law"', 'law__legalBasis').requirements('Query.name'))).toEqual(['a']);
  });
  test('are never assumed: a directive of our name that the link does not import rules nothing', () => {
    expect(show(renamed('', 'legalBasis').requirements('Query.name'))).toEqual(['unruled']);
  });
  test('of JavaScript prototypes are closed like any unknown coordinate', () => {
    const book = bookOf('type Query { name: String @structural(reason: "x") }');
    for (const name of ['__proto__', 'constructor', 'Query.constructor', 'toString.call', '']) {
      expect(show(book.requirements(name))).toEqual(['unruled']);
    }
  });
});

test('refuses a schema without a link to our specification, or to another major version of it', () => {
  for (const header of ['', 'extend schema @link(url: "https://juki.example/directives/v2.0")']) {
    expect(() => bookOf('type Query { name: String }', header)).toThrow('no link to our directives');
  }
});

test('refuses an application that names no provision, which would be open to all', () => {
  expect(() => bookOf('type Query { name: String @legalBasis(provisions: []) }')).toThrow('@legalBasis on Query.name');
  expect(() => bookOf('type Query { name: String @legalBasis(provisions: [""]) }')).toThrow(
    '@legalBasis on Query.name',
  );
  expect(() => bookOf('type Query { name: String @structural(reason: "") }')).toThrow('@structural on Query.name');
});
