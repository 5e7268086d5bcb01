import { describe, expect, test } from '@jest/globals';
import { nameKey } from '@juki/identifiers';
import { cast, castUntil, defaultMunicipalities } from './cast.ts';

describe('the cast', () => {
  test('has numbers that never change, for others quote them', () => {
    expect(Object.values(cast).map(({ id, latest }) => [id, latest.individualNumber, latest.residentCode])).toEqual([
      ['cast-toyonaka-mover', '123456789018', '12345678512'],
      ['cast-glyph-name', '123456789026', '12345678024'],
      ['cast-foreign-alias', '123456789034', '12345678032'],
      ['cast-suita-to-kurume', '123456789042', '12345678040'],
      ['cast-number-changed', '123456789557', '12345678059'],
      ['cast-namesake-toyonaka', '123456789069', '12345678067'],
      ['cast-namesake-suita', '123456789077', '12345678075'],
      ['cast-development-resident', '123456789085', '12345678083'],
      ['cast-former-surname', '123456789093', '12345678091'],
      ['cast-deceased', '123456789107', '12345678105'],
      ['cast-departed', '123456789115', '12345678113'],
    ]);
  });

  test('the mover of Toyonaka changed the code and keeps the first one as identity', () => {
    const { nationalRows, firstResidentCode } = cast.toyonakaMover;
    expect(nationalRows.map(({ changeReason }) => changeReason)).toEqual([
      'EX_OFFICIO_ENTRY',
      'MOVE_WITHIN',
      'RESIDENT_CODE_REQUEST',
      'MOVE_WITHIN',
    ]);
    expect(nationalRows[2]?.previousResidentCode).toBe(firstResidentCode);
    expect(nationalRows[3]?.residentCode).not.toBe(firstResidentCode);
  });

  test('who moved from Suita to Kurume is deleted in 大阪府 and current in 福岡県', () => {
    const current = cast.suitaToKurume.prefecturalRows.filter(({ supersededOn }) => supersededOn === null);
    expect(current.map((row) => [row.prefectureCode, row.changeKind])).toEqual([
      ['27', 'DELETION'],
      ['40', 'ENTRY'],
    ]);
    expect(cast.suitaToKurume.nationalRows.filter(({ supersededOn }) => supersededOn === null)).toHaveLength(1);
  });

  test('the namesakes differ by address and numbers only', () => {
    const [one, other] = [cast.namesakeToyonaka.latest, cast.namesakeSuita.latest];
    expect([one.name, one.birthDate, one.sex]).toEqual([other.name, other.birthDate, other.sex]);
    expect(one.address).not.toBe(other.address);
    expect(one.individualNumber).not.toBe(other.individualNumber);
  });

  test('the glyph of 葛󠄀城 is in the register and not in the key', () => {
    expect(cast.glyphName.latest.name).toContain('\u{e0100}');
    expect(nameKey(cast.glyphName.latest.name)).toBe('葛城由美子');
  });

  test('each of the others shows what it stands for', () => {
    expect(cast.foreignAlias.latest).toMatchObject({ nameKana: null, alias: '森　蘭' });
    expect(cast.numberChanged.latest.previousIndividualNumber).toBe('123456789050');
    expect(cast.developmentResident.certificateSerial).toBe('RESIDENT-0001');
    expect(cast.formerSurname.latest).toMatchObject({ name: '原田　直美', formerSurname: '古賀' });
    expect(cast.deceased.latest.changeReason).toBe('DEATH');
    expect(cast.departed.latest.changeReason).toBe('MOVE_OUT_ABROAD');
  });

  test('lives in the municipalities of the default system', () => {
    for (const { nationalRows } of Object.values(cast)) {
      for (const row of nationalRows) expect(defaultMunicipalities).toContain(row.municipalityCode);
    }
  });

  test('is told up to the day asked for', () => {
    const then = castUntil('2019-01-01');
    expect(then.find(({ id }) => id === 'cast-foreign-alias')).toBeUndefined();
    expect(then.find(({ id }) => id === 'cast-deceased')?.latest.changeKind).toBe('ENTRY');
  });
});
