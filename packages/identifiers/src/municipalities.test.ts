import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { localGovernmentCodeFault, prefectureOf } from './local-government-code.ts';
import {
  keepsResidentRegister,
  municipalities,
  municipalitiesOf,
  municipality,
  prefecture,
  prefectures,
  wardsOf,
} from './municipalities.ts';

describe('the code list', () => {
  test('every code of the list fits its check digit', () => {
    const codes = [...prefectures(), ...municipalities()].map(({ code }) => code);
    expect(codes).toHaveLength(1972);
    expect(new Set(codes).size).toBe(1972);
    expect(codes.filter((code) => localGovernmentCodeFault(code) !== undefined)).toEqual([]);
  });

  test('has 47 prefectures and 1,741 municipalities: 792 cities, 743 towns, 183 villages, 23 special wards', () => {
    expect(prefectures()).toHaveLength(47);
    const keepers = municipalities().filter(keepsResidentRegister);
    expect(keepers).toHaveLength(1741);
    const count = (...kinds: string[]) => keepers.filter(({ kind }) => kinds.includes(kind)).length;
    expect(count('designated-city')).toBe(20);
    expect(count('city', 'designated-city')).toBe(792);
    expect(count('town')).toBe(743);
    expect(count('village')).toBe(183);
    expect(count('special-ward')).toBe(23);
  });

  test('the prefectures together have exactly the municipalities that keep a register', () => {
    const all = prefectures().flatMap(({ code2 }) => municipalitiesOf(code2));
    expect(all).toEqual(municipalities().filter(keepsResidentRegister));
    expect(municipalitiesOf('27')).toHaveLength(43);
    expect(municipalitiesOf('48')).toEqual([]);
  });

  test('finds the six of the default system', () => {
    const names = ['272035', '272051', '402036', '402052', '202029', '202037'].map((code) => municipality(code)?.name);
    expect(names).toEqual(['豊中市', '吹田市', '久留米市', '飯塚市', '松本市', '上田市']);
    expect(municipality('272035')).toMatchObject({ kana: 'とよなかし', kind: 'city', prefecture: '27', parent: null });
    expect(prefecture('27')).toMatchObject({ code: '270008', name: '大阪府' });
  });

  test('knows no body of another code, nor of a name that every object has', () => {
    for (const code of ['', '272036', '270008', 'constructor', '__proto__']) expect(municipality(code)).toBeUndefined();
    for (const code of ['', '48', '270008', 'toString']) expect(prefecture(code)).toBeUndefined();
  });

  test('a ward stands under a designated city of its own prefecture', () => {
    const wards = municipalities().filter(({ kind }) => kind === 'designated-city-ward');
    expect(wards).toHaveLength(178);
    for (const ward of wards) {
      expect(municipality(ward.parent ?? '')).toMatchObject({ kind: 'designated-city', prefecture: ward.prefecture });
      expect(prefectureOf(ward.code)).toBe(ward.prefecture);
    }
  });

  test('浜松市 has seven wards until the end of 2023 and three from 2024 on', () => {
    expect(wardsOf('221309', '2023-12-31')).toHaveLength(7);
    expect(wardsOf('221309', '2024-01-01').map(({ name }) => name)).toEqual([
      '浜松市中央区',
      '浜松市浜名区',
      '浜松市天竜区',
    ]);
    expect(wardsOf('272035', '2024-01-01')).toEqual([]);
  });

  test('what no source confirmed is marked', () => {
    const doubtful = municipalities().filter(({ verified }) => !verified);
    expect(doubtful).toHaveLength(9);
    expect(municipality('272035')?.verified).toBe(true);
  });

  test('the committed module is what the table makes', () => {
    const tool = fileURLToPath(new URL('../tools/make-municipality-table.mjs', import.meta.url));
    expect(() => execFileSync(process.execPath, [tool, '--check'])).not.toThrow();
    expect(readFileSync(new URL('../data/municipalities.tsv', import.meta.url), 'utf8')).toContain('CC0-1.0');
  });
});
