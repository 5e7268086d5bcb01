import fc from 'fast-check';
import type { TestCatalogue } from './test-catalogue.ts';

/** Where a rule may stand in {@link randomSdl}. */
const template = `
type Query # {
  node(id: ID #, by: By = NAME #): Node #
  people(key: Key = { sort: NUMBER } #): [Person!] #
  any(keys: [Key!] #): [Any] #
  strict: Person! #
}
interface Node # { id: ID # next: Node # tags(long: Boolean = true #): String # }
type Person implements Node # {
  id: ID # next: Node # tags(long: Boolean = true #): String #
  name: String! # friends(first: Int = 3 #): [Node!]! # city: City #
}
type City implements Node # {
  id: ID # next: City # tags(long: Boolean = true #, extra: By = NUMBER #): String #
  mayor: Person! # rank: By #
}
union Any # = Person | City
input Key # { name: String # number: ID # sort: By = NAME # inner: Key # }
enum By # { NAME # NUMBER # }
`;

const provisions = ['a', 'b', 'b1', 'c'];
const itemIds = ['name', 'sex'];

const basis = fc
  .uniqueArray(fc.constantFrom(...provisions), { minLength: 1, maxLength: 2 })
  .map((ids) => `@legalBasis(provisions: ${JSON.stringify(ids)})`);

/** A rule: structural as a rule of thumb, or one to three alternatives with or without an item; now and then none. */
const rule = fc.oneof(
  { weight: 30, arbitrary: fc.constant('@structural(reason: "test")') },
  {
    weight: 8,
    arbitrary: fc
      .tuple(fc.array(basis, { minLength: 1, maxLength: 3 }), fc.option(fc.constantFrom(...itemIds)))
      .map(([all, item]) => `${all.join(' ')} ${item === null ? '' : `@item(id: "${item}")`}`),
  },
);
const mostlyRuled = fc.oneof({ weight: 300, arbitrary: rule }, { weight: 1, arbitrary: fc.constant('') });

/** A schema with random rules on every coordinate and type. */
export const randomSdl = fc
  .array(mostlyRuled, { minLength: template.split('#').length - 1, maxLength: template.split('#').length - 1 })
  .map((rules) => {
    const parts = template.split('#');
    const sdl = parts.map((part, at) => part + (rules[at] ?? '')).join('');
    // @item has no place on types and enum values.
    return sdl
      .replace(/((?:type|interface|union|input|enum) [^\n{=]*?)@item\(id: "\w+"\)/g, '$1')
      .replace(/((?:NAME|NUMBER) (?!#)@legal[^\n}]*?)@item\(id: "\w+"\)(?=[^\n]*\})/g, '$1');
  });

const day = fc.constantFrom('2020-01-01', '2024-01-01', '2026-01-01');
const bounds = fc
  .record({ from: fc.option(day, { nil: undefined }), to: fc.option(day, { nil: undefined }) })
  .map(defined);

function defined(it: { readonly from: string | undefined; readonly to: string | undefined }) {
  return { ...(it.from === undefined ? {} : { from: it.from }), ...(it.to === undefined ? {} : { to: it.to }) };
}

const grant = fc
  .record({
    provision: fc.constantFrom(...provisions, 'p'),
    items: fc.subarray(itemIds),
    ordinance: fc.boolean(),
    bounds: fc.oneof(fc.constant({}), bounds),
  })
  .map(({ bounds, ...rest }) => ({ ...rest, ...bounds }));

/** A catalogue: a tree of two levels, a permission that comes and goes, a prohibition or a duty; two purposes. */
export const randomCatalogue: fc.Arbitrary<TestCatalogue> = fc
  .record({
    c: bounds,
    p: fc.record({
      kind: fc.constantFrom('prohibition' as const, 'duty' as const),
      items: fc.subarray(itemIds, { maxLength: 1 }),
    }),
    first: fc.array(grant, { maxLength: 5 }),
    second: fc.array(grant, { maxLength: 5 }),
  })
  .map(({ c, p, first, second }) => ({
    provisions: { a: {}, b: {}, b1: { parent: 'b' }, c, p },
    purposes: { first, second },
  }));

/** A day before, on, between and after the bounds. */
export const randomDay = fc.constantFrom(
  '2019-12-31',
  '2020-01-01',
  '2023-12-31',
  '2024-01-01',
  '2024-01-02',
  '2026-01-01',
  '2026-01-02',
);
