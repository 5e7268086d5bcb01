import { describe, expect, test } from '@jest/globals';
import { JukiError } from '@juki/errors';
import type { Catalogue } from './catalogue.ts';
import { type LegalDate, parseLegalDate } from './legal-date.ts';
import { parseCatalogue } from './parse-catalogue.ts';
import type { ItemId, ProvisionId } from './provision.ts';
import type { PurposeId } from './purpose-id.ts';

const hash = (text: string) => `hash of ${text.length} characters`;
const since = (from: string) => ({ inForce: { from } });

const provision = (id: string, article: string, more: object = {}) => ({
  id,
  kind: 'permission',
  ja: '条',
  en: 'rule',
  ...since('2016-01-01'),
  numbering: [{ article, from: '2016-01-01' }],
  verification: 'verified',
  sources: ['the text'],
  ...more,
});

const affair = (id: string, item: string, more: object = {}) => ({
  id,
  item,
  agency: '教育委員会',
  law: '就学法',
  lawNumber: '昭和29年法律第144号',
  en: 'school expenses',
  ...more,
});

const table = (name: string, rests: string, purposes: object[], more: object = {}) => ({
  table: name,
  source: 'the table',
  textRead: '2026-07-24',
  verification: 'verified',
  provision: rests,
  items: ['name'],
  excludedItems: ['juminhyo_code'],
  myNumber: 'only_if_番号法9条',
  callerTiers: ['prefecture'],
  reach: 'own-prefecture',
  actions: ['read'],
  assurance: 'two-factor',
  obligations: ['usage-ledger-number'],
  purposes,
  ...more,
});

/** A small catalogue without a fault. */
function sound() {
  return {
    items: {
      groups: [{ id: 'all', items: ['name', 'my_number', 'juminhyo_code'] }],
      items: ['name', 'my_number', 'juminhyo_code'].map((id) => ({ id, ja: '項目', en: 'item' })),
    },
    laws: { laws: [{ id: 'act', ja: '基本法', cited: '法', en: 'Act', number: '昭和42年法律第81号' }] },
    kinds: { kinds: [{ ja: '教育委員会' }, { ja: '知事' }] },
    provisions: [
      {
        law: 'act',
        textRead: '2026-07-24',
        provisions: [
          provision('act-15', '15条', { container: true }),
          provision('act-15-1', '15条1項', { parent: 'act-15', items: ['name'] }),
          provision('act-22', '22条7項', { items: ['juminhyo_code'] }),
          provision('num-9', '9条1項', { items: ['my_number'] }),
          provision('num-19', '19条8号', {
            numbering: [
              { article: '19条7号', from: '2016-01-01', to: '2021-08-31' },
              { article: '19条8号', from: '2021-09-01', uncertain: true },
            ],
          }),
          provision('act-15-x', '15条', {
            kind: 'prohibition',
            binds: ['f-1'],
            items: ['my_number'],
            inForce: { from: '2016-01-01', to: '2026-12-31' },
          }),
        ],
      },
    ],
    purposes: [
      table('別表第六', 'act-15-1', [affair('t-1', '1'), affair('t-2', '2', { inForce: { from: '2027-04-01' } })]),
      table('番号法別表', 'num-9', [affair('n-1', '1')], { items: ['my_number'], excludedItems: [], reach: 'none' }),
      table('別表第三', 'act-15-1', [affair('o-1', '1')], { reach: 'outside-prefecture' }),
      {
        purposes: [
          {
            ...affair('f-1', '1', { ja: '機能', kinds: ['知事'], grants: [] }),
            item: undefined,
            textRead: '2026-07-24',
            callerTiers: ['prefecture'],
            reach: 'none',
            actions: ['read'],
            assurance: 'machine',
            excludedItems: [],
            myNumber: 'no',
            verification: 'unverified',
            sources: ['ours'],
          },
        ].map(({ item, ...rest }) => rest),
      },
    ],
    links: {
      numbers: [
        { purpose: 't-1', affair: 'n-1', also: ['num-19'], ordinance: true, verification: 'reading', evidence: 'same' },
      ],
      codes: [{ purpose: 't-1', provision: 'act-22', verification: 'reading', evidence: 'practice' }],
      secondHops: [{ from: 't-1', to: 'o-1', verification: 'reading', evidence: 'same' }],
    },
    agencies: {
      agencies: [
        {
          id: 'board',
          ja: '教育委員会',
          en: 'Board',
          tier: 'prefecture',
          kinds: ['教育委員会'],
          body: '270008',
          prefecture: '27',
          verification: 'verified',
        },
      ],
    },
  };
}

type Raw = ReturnType<typeof sound>;
const parse = (raw: unknown): Catalogue => parseCatalogue(raw, { hash, profile: 'service' });
const day = (text: string): LegalDate => parseLegalDate(text);

function faultsOf(change: (raw: Raw) => unknown): unknown {
  const raw = sound();
  change(raw);
  try {
    parse(raw);
  } catch (error) {
    if (error instanceof JukiError && error.code === 'CATALOGUE_INVALID') return error.details['faults'];
    throw error;
  }
  return [];
}

describe('a sound catalogue', () => {
  const catalogue = parse(sound());

  test('gives an affair what its row gives, and through links what further provisions give', () => {
    const grants = catalogue
      .purpose('t-1')
      ?.grants.map(({ provision, items, ordinance }) => ({ provision, items, ordinance }));
    expect(grants).toEqual([
      { provision: 'act-15-1', items: ['name'], ordinance: false },
      { provision: 'num-9', items: ['my_number'], ordinance: true },
      { provision: 'num-19', items: ['my_number'], ordinance: true },
      { provision: 'act-22', items: ['juminhyo_code'], ordinance: false },
    ]);
    expect(catalogue.purpose('t-1')?.secondHop).toBe('o-1');
  });

  test('gives an affair without links nothing but its row', () => {
    expect(catalogue.purpose('t-2')?.grants).toHaveLength(1);
    expect(catalogue.purpose('t-2')?.secondHop).toBeNull();
  });

  test('lets an affair without dates begin on the day of its text, and marks that earlier days are unknown', () => {
    expect(catalogue.purpose('t-1')?.inForce).toEqual({
      from: '2026-07-24',
      to: null,
      uncertain: false,
      fromTextRead: true,
    });
    expect(catalogue.purpose('t-2')?.inForce).toEqual({ from: '2027-04-01', to: null, uncertain: false });
  });

  test('lets a prohibition bind only the purposes that it names, while it is in force', () => {
    const closed = (item: string, date: string, purpose: string) =>
      catalogue.prohibitions(item as ItemId, day(date), purpose as PurposeId).map(({ id }) => id);
    expect(closed('my_number', '2026-12-31', 'f-1')).toEqual(['act-15-x']);
    expect(closed('my_number', '2027-01-01', 'f-1')).toEqual([]);
    expect(closed('my_number', '2026-12-31', 't-1')).toEqual([]);
    expect(closed('name', '2026-12-31', 'f-1')).toEqual([]);
  });

  test('cites the number of the day, with the mark of a day that no text showed', () => {
    const cite = (date: string) => catalogue.cite('num-19' as ProvisionId, day(date));
    expect(cite('2018-04-01')).toMatchObject({ ja: '法19条7号', uncertain: false });
    expect(cite('2021-08-31')).toMatchObject({ ja: '法19条7号', uncertain: false });
    expect(cite('2021-09-01')).toMatchObject({ ja: '法19条8号', uncertain: true });
    expect(cite('2026-07-23')).toMatchObject({ ja: '法19条8号', uncertain: true });
    expect(cite('2026-07-24')).toMatchObject({ ja: '法19条8号', uncertain: false });
    expect(cite('2010-01-01')).toMatchObject({ ja: '法19条8号', en: 'Act, art. 19(viii)', uncertain: true });
  });

  test('names every day on which something changes', () => {
    expect(catalogue.changeDates()).toEqual(['2016-01-01', '2021-09-01', '2026-07-24', '2027-01-01', '2027-04-01']);
  });

  test('has a hash that follows its content and not the order of its files', () => {
    const reversed = sound();
    reversed.purposes.reverse();
    const exact = (raw: unknown) => parseCatalogue(raw, { hash: (text) => text, profile: 'service' }).contentHash;
    expect(exact(reversed)).toBe(exact(sound()));
    const amended = sound();
    amended.links.codes = [];
    expect(exact(amended)).not.toBe(exact(sound()));
  });
});

describe('look-ups', () => {
  test('of names of prototypes find nothing', () => {
    const catalogue = parse(sound());
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '', 'T-1', ' t-1']) {
      expect(catalogue.purpose(name)).toBeUndefined();
      expect(catalogue.provision(name)).toBeUndefined();
      expect(catalogue.agency(name)).toBeUndefined();
    }
  });
});

describe('a broken catalogue', () => {
  test('has no fault before it is broken', () => {
    expect(faultsOf(() => undefined)).toEqual([]);
  });

  test.each<[string, (raw: Raw) => unknown, string[]]>([
    [
      'an unknown item',
      (raw) => Object.assign(raw.purposes[0] ?? {}, { items: ['name', 'blood_group'] }),
      ['purposes: items: unknown item "blood_group"'],
    ],
    ['an unknown key', (raw) => Object.assign(raw.links, { extra: [] }), ['links: unknown key "extra"']],
    [
      'an own key named __proto__',
      (raw) => Object.defineProperty(raw.links, '__proto__', { value: 1, enumerable: true }),
      ['links: unknown key "__proto__"'],
    ],
    [
      'an unknown provision',
      (raw) => Object.assign(raw.purposes[2] ?? {}, { provision: 'act-99' }),
      ['o-1: rests on the unknown provision "act-99"'],
    ],
    [
      'a container as basis',
      (raw) => Object.assign(raw.purposes[2] ?? {}, { provision: 'act-15' }),
      ['o-1 on act-15: a container says nothing of its own: name the part'],
    ],
    [
      'a verified grant beyond its provision',
      (raw) => Object.assign(raw.purposes[2] ?? {}, { items: ['name', 'my_number'] }),
      ['o-1 on act-15-1: a verified grant gives what the provision does not name: my_number'],
    ],
    [
      'a row that gives what it excludes',
      (raw) => Object.assign(raw.purposes[2] ?? {}, { items: ['juminhyo_code'], verification: 'reading' }),
      ['o-1 on act-15-1: gives what its own row excludes: juminhyo_code'],
    ],
    [
      'a word outside its vocabulary',
      (raw) => Object.assign(raw.purposes[2] ?? {}, { assurance: 'password' }),
      ['purposes: assurance: "password" is none of two-factor, two-factor-biometric, machine, card'],
    ],
    [
      'a link to nowhere',
      (raw) => Object.assign(raw.links.codes[0] ?? {}, { purpose: 't-9' }),
      ['t-9: purpose: unknown purpose "t-9"'],
    ],
    [
      'a number link to a row of another table',
      (raw) => Object.assign(raw.links.numbers[0] ?? {}, { affair: 'o-1' }),
      ['t-1: o-1 is no row of 番号法別表'],
    ],
    [
      'a link without evidence',
      (raw) => Object.assign(raw.links.codes[0] ?? {}, { evidence: '' }),
      ['t-1: evidence must be text'],
    ],
    [
      'a second hop that stays at home',
      (raw) => Object.assign(raw.links.secondHops[0] ?? {}, { to: 't-2' }),
      ['t-1: t-2 does not reach outside the prefecture'],
    ],
    [
      'a prohibition of items that binds nobody named',
      (raw) =>
        raw.provisions[0]?.provisions.push(provision('act-16', '16条', { kind: 'prohibition', items: ['name'] })),
      ['act-16: a prohibition that closes items must say whom it binds (binds: [ all ] or purposes)'],
    ],
    [
      'a duty as basis of an item',
      (raw) => Object.assign(raw.provisions[0]?.provisions[2] ?? {}, { kind: 'duty' }),
      ['t-1 on act-22: a duty opens no item'],
    ],
    [
      'a day that does not exist',
      (raw) => Object.assign(raw.provisions[0]?.provisions[0] ?? {}, since('2026-02-30')),
      ['act-15 inForce: from: not a calendar day (YYYY-MM-DD): "2026-02-30"'],
    ],
    [
      'a span that ends before it begins',
      (raw) =>
        Object.assign(raw.provisions[0]?.provisions[0] ?? {}, { inForce: { from: '2020-01-02', to: '2020-01-01' } }),
      ['act-15 inForce: ends (2020-01-01) before it begins (2020-01-02)'],
    ],
    [
      'an agency of an unknown kind',
      (raw) => Object.assign(raw.agencies.agencies[0] ?? {}, { kinds: ['株式会社'] }),
      ['board: unknown kind of agency "株式会社"'],
    ],
    [
      'an agency for any purpose in service',
      (raw) => Object.assign(raw.agencies.agencies[0] ?? {}, { anyPurpose: true }),
      [
        'board: an agency that may state any purpose is for development only; in service, give each agency its own kinds',
      ],
    ],
    [
      'a number written as a number',
      (raw) => Object.assign(raw.agencies.agencies[0] ?? {}, { prefecture: 27 }),
      ['board: prefecture must be text (put it in quotes)'],
    ],
  ])('with %s is refused', (_name, change, expected) => {
    expect(faultsOf(change)).toEqual(expected);
  });

  test('is refused with all of its faults together', () => {
    const faults = faultsOf((raw) => {
      const [file] = raw.provisions;
      file?.provisions.push(
        provision('act-15-1', '15条1項'),
        provision('loop-1', '1条', { parent: 'loop-2' }),
        provision('loop-2', '2条', { parent: 'loop-1' }),
        provision('orphan', '3条', { parent: 'nobody' }),
        provision('twice', '4条', {
          numbering: [
            { article: '4条', from: '2016-01-01' },
            { article: '5条', to: '2016-01-01' },
          ],
        }),
        provision('bare', '6条', { sources: [] }),
        provision('odd', '7条', { kind: 'advice', verification: 'perhaps' }),
      );
      raw.items.items.push({ id: 'name', ja: '氏名', en: 'name' });
    });
    expect(faults).toEqual([
      'name: this item stands twice',
      'twice: numbering 4条 and 5条 overlap',
      'bare: sources are missing',
      'odd: kind: "advice" is none of permission, prohibition, duty',
      'odd: verification: "perhaps" is none of verified, reading, unverified',
      'act-15-1: this id stands twice',
      'loop-1: its parents run in a circle',
      'loop-2: its parents run in a circle',
      'orphan: unknown parent "nobody"',
    ]);
  });

  test.each([null, [], 'catalogue', 7, {}])('that is %j is refused, never read as empty', (raw) => {
    expect(() => parse(raw)).toThrow(JukiError);
  });
});
