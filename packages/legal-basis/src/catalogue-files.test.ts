import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { invariant, JukiError } from '@juki/errors';
import { loadCatalogue, readCatalogue, readRawCatalogue } from './catalogue-files.ts';
import { legalBasisList } from './legal-basis-list.ts';
import { parseLegalDate } from './legal-date.ts';
import { parseCatalogue } from './parse-catalogue.ts';
import type { ItemId, ProvisionId } from './provision.ts';
import type { Purpose } from './purpose.ts';
import type { PurposeId } from './purpose-id.ts';

const catalogue = readCatalogue({ profile: 'development' });
const purposes = [...catalogue.purposes.values()];
const provisions = [...catalogue.provisions.values()];
const today = parseLegalDate('2026-11-20');
const identification =
  'name name_kana former_surname former_surname_kana alias birth_date sex address change_event change_date'.split(' ');

function purpose(id: string): Purpose {
  const found = catalogue.purpose(id);
  invariant(found !== undefined, `${id} is in the catalogue`);
  return found;
}

const given = (id: string, item: string) =>
  purpose(id).grants.flatMap((grant) => (grant.items.some((one) => one === item) ? [String(grant.provision)] : []));
const cite = (id: string, date: string) => catalogue.cite(id as ProvisionId, parseLegalDate(date));
const covers = (required: string, held: string) => catalogue.covers(required as ProvisionId, held as ProvisionId);

/** Functional purposes that the project cut itself from the articles, in the order of the file. */
const ownCut = [
  'juki-disclosure-prefecture',
  'juki-disclosure-national',
  'juki-self-correction',
  'own-use-history',
  'use-history-municipality',
  'juki-correction-relay',
  'juki-correction-municipality',
  'juki-move-exchange',
  'juki-move-erasure',
  'municipal-register',
  'juki-register-intake',
  'juki-notification-operation',
  'consistency-check',
  'consistency-comparison',
  'consistency-comparison-national',
  'consistency-register',
  'consistency-prefecture',
  'audit-review',
  'rights-ledger',
  'certificates',
  'agency-connection',
  'analyst-synthetic',
  'juki-retention-municipal',
  'juki-retention-prefectural',
  'juki-retention-national',
  'juki-report-national',
  'juki-report-prefectural',
  'juki-report-municipal',
  'juki-consent-register',
  'media-ledger',
];

describe('the affairs', () => {
  test('are all there, table by table', () => {
    const count = new Map<string | null, number>();
    for (const { table } of purposes) count.set(table, (count.get(table) ?? 0) + 1);
    expect(Object.fromEntries(count)).toEqual({
      住民基本台帳法別表第一: 300,
      住民基本台帳法別表第二: 86,
      住民基本台帳法別表第三: 103,
      住民基本台帳法別表第四: 85,
      住民基本台帳法別表第五: 103,
      住民基本台帳法別表第六: 7,
      番号法別表: 220,
      null: 21 + ownCut.length,
    });
  });

  test('keep agency, Act, articles and source as they were read', () => {
    expect(purpose('juki-b6-2')).toMatchObject({
      table: '住民基本台帳法別表第六',
      item: '2',
      agencyKinds: ['教育委員会'],
      reach: 'own-prefecture',
      actions: ['read'],
      assurance: 'two-factor',
      obligations: ['usage-ledger-number'],
      secondHop: 'juki-b3-5-2',
      row: { law: '特別支援学校への就学奨励に関する法律', lawNumber: '昭和29年法律第144号', articles: '2条1項' },
      verification: 'verified',
    });
    expect(purpose('juki-b6-2').sources[0]).toContain('342AC0000000081');
    expect(purpose('juki-b1-77')).toMatchObject({
      agencyKinds: ['厚生労働省', '日本年金機構'],
      row: { agency: { ja: '厚生労働省及び日本年金機構' }, lawNumber: '昭和34年法律第141号' },
      reach: 'nationwide',
    });
    expect(purpose('bango-b-19-4').item).toBe('19の4');
  });

  test('of the tables of 住基法 give the identification information and never code or number by their row', () => {
    for (const { table, grants } of purposes) {
      if (table === null || table === '番号法別表') continue;
      expect(grants[0]?.items).toEqual(identification);
    }
  });

  test('of 番号法別表 reach nobody', () => {
    for (const { table, reach } of purposes) if (table === '番号法別表') expect(reach).toBe('none');
  });

  test('without a date of their own begin on the day of the text, and earlier days are marked unknown', () => {
    expect(purpose('juki-b6-2').inForce).toEqual({
      from: '2026-07-24',
      to: null,
      uncertain: false,
      fromTextRead: true,
    });
    expect(purpose('bango-b-38').inForce.from).toBe('2026-07-17');
  });

  test('that the project added are marked unverified, and no others but the one that was recorded so', () => {
    const unverified = purposes.filter(({ verification }) => verification !== 'verified').map(({ id }) => String(id));
    expect(unverified.filter((id) => id !== 'bango-mynaportal')).toEqual(ownCut);
  });

  test('demand a ledger number when another department or body receives, and not in registry work', () => {
    expect(purpose('juki-b5-6').obligations).toContain('usage-ledger-number');
    for (const id of ['juki-registry-affairs-in', 'juki-self-disclosure', 'audit-review', 'consistency-check']) {
      expect(purpose(id).obligations).not.toContain('usage-ledger-number');
    }
  });
});

describe('個人番号', () => {
  test('is open to an affair that is linked to its item of 番号法別表', () => {
    expect(given('juki-b5-6-2', 'my_number')).toEqual(['bango-9-1']);
    expect(given('juki-b1-77', 'my_number')).toEqual(['bango-9-1', 'bango-19-5']);
    expect(purpose('juki-b5-6-2').grants.find(({ provision }) => provision === 'bango-9-1')).toMatchObject({
      verification: 'reading',
      ordinance: false,
      reason: expect.stringContaining('番号法別表123項'),
    });
  });

  test('is closed to an affair that is not linked', () => {
    for (const id of ['juki-b5-6', 'juki-b6-4', 'juki-b1-57-29', 'juki-consent', 'juki-ordinance-13', 'juki-jpki']) {
      expect(given(id, 'my_number')).toEqual([]);
    }
  });

  test('needs the ordinance of 19条11号 where another executive body of the prefecture receives it', () => {
    for (const id of ['juki-b6-2', 'juki-b6-3', 'juki-b6-5']) {
      const grants = purpose(id).grants.filter(({ items }) => items.some((item) => item === 'my_number'));
      expect(grants.map(({ provision, ordinance }) => [provision, ordinance])).toEqual([
        ['bango-9-1', true],
        ['bango-19-11', true],
      ]);
    }
  });

  test('comes by the own provision in registry work and notification', () => {
    expect(given('juki-registry-affairs-in', 'my_number')).toContain('juki-30-10-1-4');
    expect(given('juki-update-muni-pref', 'my_number')).toEqual(['juki-30-6-1', 'bango-19-7']);
  });
});

describe('住民票コード', () => {
  test('is open to departments of the governor that the documents name', () => {
    expect(given('juki-b5-6', 'juminhyo_code')).toEqual(['juki-transitional-code']);
    expect(catalogue.provision('juki-transitional-code')).toMatchObject({ verification: 'reading' });
  });

  test('is closed to other departments and to other executive bodies', () => {
    expect(given('juki-b5-9', 'juminhyo_code')).toEqual([]);
    for (const { id, table } of purposes) {
      if (table === '住民基本台帳法別表第六') expect(given(id, 'juminhyo_code')).toEqual([]);
    }
  });

  test('can be attached to an affair by one line of links.yaml', () => {
    const raw = readRawCatalogue();
    const links = raw['links'];
    invariant(typeof links === 'object' && links !== null && 'codes' in links, 'links.yaml is a mapping with codes');
    invariant(Array.isArray(links.codes), 'codes is a list');
    links.codes.push({
      purpose: 'juki-b6-2',
      provision: 'juki-transitional-code',
      verification: 'reading',
      evidence: 'S0 提供先2 ③',
    });
    const amended = parseCatalogue(raw, { hash: (text) => text, profile: 'development' });
    expect(amended.purpose('juki-b6-2')?.grants.at(-1)).toMatchObject({
      provision: 'juki-transitional-code',
      items: ['juminhyo_code'],
    });
  });
});

describe('numbers by date', () => {
  test.each([
    ['bango-19-8', '2016-01-01', '番号法19条7号'],
    ['bango-19-8', '2018-04-01', '番号法19条7号'],
    ['bango-19-8', '2026-11-20', '番号法19条8号'],
    ['bango-19-9', '2018-04-01', '番号法19条8号'],
    ['bango-19-9', '2026-11-20', '番号法19条9号'],
    ['bango-19-7', '2016-01-01', '番号法19条6号'],
    ['bango-19-7', '2026-11-20', '番号法19条7号'],
    ['bango-19-11', '2016-06-01', '番号法19条9号'],
    ['bango-19-11', '2018-06-01', '番号法19条10号'],
    ['bango-19-11', '2026-11-20', '番号法19条11号'],
    ['bango-19-13', '2016-06-01', '番号法19条11号'],
    ['bango-19-13', '2018-06-01', '番号法19条12号'],
    ['bango-19-13', '2026-11-20', '番号法19条13号'],
    ['bango-19-14', '2018-06-01', '番号法19条13号'],
    ['bango-19-17', '2016-06-01', '番号法19条14号'],
    ['juki-30-6-1', '2015-10-04', '住民基本台帳法30条の5'],
    ['juki-30-6-1', '2015-10-05', '住民基本台帳法30条の6第1項・2項'],
    ['juki-30-7-1', '2015-10-04', '住民基本台帳法30条の11'],
    ['juki-30-15-1-1', '2015-10-04', '住民基本台帳法30条の8'],
    ['juki-30-32', '2015-10-04', '住民基本台帳法30条の37'],
    ['bango-rei-30', '2018-01-01', '番号法施行令29条'],
  ])('%s on %s is %s', (id, date, expected) => {
    expect(cite(id, date).ja).toBe(expected);
  });

  test('are cited in both languages', () => {
    expect(cite('juki-30-15-2-1', '2026-11-20')).toEqual({
      provision: 'juki-30-15-2-1',
      ja: '住民基本台帳法30条の15第2項1号',
      en: 'Basic Resident Registration Act, art. 30-15(2)(i)',
      uncertain: false,
    });
  });

  test('keep the mark of a day from memory, and lose it on the day of the text', () => {
    expect(cite('bango-19-8', '2020-01-31').uncertain).toBe(false);
    expect(cite('bango-19-8', '2021-08-31').uncertain).toBe(true);
    expect(cite('bango-19-8', '2026-07-16').uncertain).toBe(true);
    expect(cite('bango-19-8', '2026-07-17').uncertain).toBe(false);
    expect(catalogue.provision('juki-30-15-1-1')?.inForce).toMatchObject({ from: '2015-10-05', uncertain: true });
    expect(cite('juki-transitional-code', '2026-11-20').uncertain).toBe(true);
  });

  test('never overlap and are never missing', () => {
    for (const { numbering } of provisions) expect(numbering.length).toBeGreaterThan(0);
  });
});

describe('the tree of provisions', () => {
  test('holds the parts of an article and not the article whose number begins alike', () => {
    expect(covers('juki-30-15', 'juki-30-15-1-1')).toBe(true);
    expect(covers('juki-30-15-1', 'juki-30-15-1-1')).toBe(true);
    expect(covers('juki-30-15-2', 'juki-30-15-1-1')).toBe(false);
    expect(covers('juki-30-15-1-1', 'juki-30-15')).toBe(false);
    expect(covers('juki-30-15', 'juki-30-15-2art')).toBe(false);
    expect(covers('juki-30-15-2', 'juki-30-15-2art')).toBe(false);
    expect(covers('juki-30-9', 'juki-30-9-2')).toBe(false);
    expect(covers('juki-24', 'juki-24-2')).toBe(false);
    expect(covers('bango-9', 'bango-9-1')).toBe(true);
    expect(covers('bango-21', 'bango-21-2')).toBe(true);
    expect(covers('bango-21', 'bango-21-2art')).toBe(false);
    expect(covers('bango-19', 'bango-19-11')).toBe(true);
    expect(covers('bango-19-1', 'bango-19-11')).toBe(false);
  });

  test('rests no purpose on a container', () => {
    for (const { grants } of purposes) {
      for (const { provision } of grants) expect(catalogue.provision(provision)?.container).toBe(false);
    }
  });
});

describe('prohibitions', () => {
  const closed = (item: string, id: string) =>
    catalogue.prohibitions(item as ItemId, today, id as PurposeId).map((provision) => String(provision.id));

  test('close code and number to provision by ordinance, the number to certification, all but the code to the core', () => {
    expect(closed('juminhyo_code', 'juki-ordinance-13')).toEqual(['juki-30-13-exclusion']);
    expect(closed('my_number', 'juki-ordinance-14')).toEqual(['juki-30-14-exclusion']);
    expect(closed('my_number', 'juki-jpki')).toEqual(['juki-30-15-4-exclusion']);
    expect(closed('name', 'juki-code-to-digital-agency')).toEqual(['juki-30-9-2-exclusion']);
    expect(closed('juminhyo_code', 'juki-code-to-digital-agency')).toEqual([]);
  });

  test('close nothing that a purpose is given', () => {
    for (const { id, grants } of purposes) {
      for (const item of grants.flatMap(({ items }) => items)) expect(closed(item, id)).toEqual([]);
    }
  });

  test('that depend on circumstances close no item', () => {
    for (const id of ['juki-30-25', 'juki-30-37', 'bango-20', 'bango-28-6']) {
      expect(catalogue.provision(id)).toMatchObject({ kind: 'prohibition', items: [] });
    }
  });
});

describe('second hops', () => {
  test('lead from the own prefecture to the same Act elsewhere', () => {
    expect(purpose('juki-b6-5').secondHop).toBe('juki-b3-5-5');
    for (const { secondHop, row } of purposes) {
      if (secondHop === null) continue;
      expect(purpose(secondHop).reach).toBe('outside-prefecture');
      if (!row.law.startsWith('旧')) expect(purpose(secondHop).row.law).toBe(row.law);
    }
  });

  test('are missing where 別表第三 has no row, or one for some prefectures only', () => {
    for (const id of ['juki-b5-6', 'juki-b6-1-2', 'juki-b5-34', 'juki-b5-11']) expect(purpose(id).secondHop).toBeNull();
  });
});

describe('agencies', () => {
  test('of the default system may state purposes of their kind', () => {
    const board = catalogue.agency('osaka-education');
    expect(board).toMatchObject({ tier: 'prefecture', body: '270008', prefecture: '27', municipality: null });
    expect(purpose('juki-b6-2').agencyKinds.some((kind) => board?.kinds.includes(kind))).toBe(true);
    expect(purpose('juki-b5-6').agencyKinds.some((kind) => board?.kinds.includes(kind))).toBe(false);
  });

  test('that may state anything are refused in service, and name the agency', () => {
    expect(() => readCatalogue({ profile: 'service' })).toThrow(JukiError);
    expect(() => readCatalogue({ profile: 'service' })).toThrow('sandbox');
  });
});

describe('the files', () => {
  test('give the same content compiled or not', () => {
    expect(loadCatalogue({ profile: 'development' }).contentHash).toBe(catalogue.contentHash);
    expect(catalogue.contentHash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('are what LEGAL-BASIS.md says', () => {
    const list = readFileSync(new URL('../LEGAL-BASIS.md', import.meta.url), 'utf8');
    expect(list).toBe(legalBasisList(catalogue));
  });
});
