import { invariant } from '@juki/errors';
import { type LocalGovernmentCode, parseLocalGovernmentCode } from '@juki/identifiers';
import { type LifeEvent, noticesOf } from './life.ts';
import { castNumbers } from './numbers.ts';
import type { ResidentItems } from './record-revision.ts';
import { personOf, type SyntheticPerson } from './synthetic-person.ts';

const toyonaka = parseLocalGovernmentCode('272035');
const suita = parseLocalGovernmentCode('272051');
const kurume = parseLocalGovernmentCode('402036');
const iizuka = parseLocalGovernmentCode('402052');
const matsumoto = parseLocalGovernmentCode('202029');
const ueda = parseLocalGovernmentCode('202037');

/** The municipalities of the default system: two each in 大阪府, 福岡県 and 長野県. */
export const defaultMunicipalities: readonly [LocalGovernmentCode, ...LocalGovernmentCode[]] = [
  toyonaka,
  suita,
  kurume,
  iizuka,
  matsumoto,
  ueda,
];

type FirstItems = Pick<ResidentItems, 'name' | 'nameKana' | 'birthDate' | 'sex'> & Partial<ResidentItems>;

interface Role {
  readonly id: string;
  readonly items: FirstItems;
  readonly foreign?: boolean;
  readonly certificate?: string;
  readonly events: readonly LifeEvent[];
}

/** The number, or code, that a role changes to. */
const secondNumber = (role: number) => ({ individualNumber: castNumbers.individualNumber(role, 'second') });
const secondCode = (role: number) => ({ residentCode: castNumbers.residentCode(role, 'second') });

/** Entered on the day on which the files begin. */
function begins(municipality: LocalGovernmentCode, address: string): LifeEvent {
  return { date: '2015-10-05', reason: 'EX_OFFICIO_ENTRY', municipality, changes: { address } };
}

const roles = {
  toyonakaMover: {
    id: 'cast-toyonaka-mover',
    items: { name: '山田　花子', nameKana: 'ヤマダ　ハナコ', birthDate: '1984-05-17', sex: 'FEMALE' },
    events: [
      begins(toyonaka, '大阪府豊中市緑が丘二丁目4番8号'),
      {
        date: '2018-04-02',
        reason: 'MOVE_WITHIN',
        changes: { address: '大阪府豊中市若葉町一丁目12番3号　メゾン緑201号' },
      },
      { date: '2020-09-14', reason: 'RESIDENT_CODE_REQUEST', changes: secondCode(0) },
      { date: '2023-03-27', reason: 'MOVE_WITHIN', changes: { address: '大阪府豊中市桜台三丁目1番15号' } },
    ],
  },
  glyphName: {
    id: 'cast-glyph-name',
    items: { name: '葛城　由美子', nameKana: 'カツラギ　ユミコ', birthDate: '1971-11-03', sex: 'FEMALE' },
    events: [
      begins(suita, '大阪府吹田市青葉台四丁目9番2号'),
      { date: '2019-06-10', reason: 'MINOR_CORRECTION', changes: { name: '葛\u{e0100}城　由美子' } },
    ],
  },
  foreignAlias: {
    id: 'cast-foreign-alias',
    items: { name: 'NGUYEN THI LAN', nameKana: null, birthDate: '1993-02-21', sex: 'FEMALE', alias: '森　蘭' },
    foreign: true,
    events: [
      {
        date: '2019-04-15',
        reason: 'MOVE_IN_FROM_ABROAD',
        municipality: toyonaka,
        changes: { address: '大阪府豊中市栄町五丁目20番6号　ハイツ青空105号' },
      },
    ],
  },
  suitaToKurume: {
    id: 'cast-suita-to-kurume',
    items: { name: '井上　健一', nameKana: 'イノウエ　ケンイチ', birthDate: '1979-08-30', sex: 'MALE' },
    events: [
      begins(suita, '大阪府吹田市泉町一丁目3番11号'),
      { date: '2022-03-30', reason: 'MOVE_OUT_DOMESTIC' },
      {
        date: '2022-03-31',
        reason: 'MOVE_IN_DOMESTIC',
        municipality: kurume,
        changes: { address: '福岡県久留米市松風町二丁目7番5号' },
      },
    ],
  },
  numberChanged: {
    id: 'cast-number-changed',
    items: { name: '百瀬　拓也', nameKana: 'モモセ　タクヤ', birthDate: '1988-01-09', sex: 'MALE' },
    events: [
      begins(matsumoto, '長野県松本市大手六丁目2番10号'),
      { date: '2021-07-19', reason: 'INDIVIDUAL_NUMBER_REQUEST', changes: secondNumber(4) },
    ],
  },
  namesakeToyonaka: {
    id: 'cast-namesake-toyonaka',
    items: { name: '田中　実', nameKana: 'タナカ　ミノル', birthDate: '1966-04-29', sex: 'MALE' },
    events: [begins(toyonaka, '大阪府豊中市旭町三丁目15番1号')],
  },
  namesakeSuita: {
    id: 'cast-namesake-suita',
    items: { name: '田中　実', nameKana: 'タナカ　ミノル', birthDate: '1966-04-29', sex: 'MALE' },
    certificate: 'RESIDENT-0002',
    events: [begins(suita, '大阪府吹田市高砂町二丁目6番14号')],
  },
  developmentResident: {
    id: 'cast-development-resident',
    items: { name: '中村　葵', nameKana: 'ナカムラ　アオイ', birthDate: '1996-10-12', sex: 'FEMALE' },
    certificate: 'RESIDENT-0001',
    events: [
      begins(toyonaka, '大阪府豊中市春日町四丁目11番7号'),
      {
        date: '2024-05-20',
        reason: 'MOVE_WITHIN',
        changes: { address: '大阪府豊中市本町一丁目5番9号　コーポ若葉302号' },
      },
    ],
  },
  formerSurname: {
    id: 'cast-former-surname',
    items: { name: '古賀　直美', nameKana: 'コガ　ナオミ', birthDate: '1986-12-01', sex: 'FEMALE' },
    events: [
      begins(iizuka, '福岡県飯塚市柳町二丁目18番4号'),
      {
        date: '2021-11-22',
        reason: 'EX_OFFICIO_CORRECTION',
        changes: {
          name: '原田　直美',
          nameKana: 'ハラダ　ナオミ',
          formerSurname: '古賀',
          formerSurnameKana: 'コガ',
        },
      },
    ],
  },
  deceased: {
    id: 'cast-deceased',
    items: { name: '丸山　茂', nameKana: 'マルヤマ　シゲル', birthDate: '1931-03-08', sex: 'MALE' },
    events: [begins(matsumoto, '長野県松本市清水町一丁目8番2号'), { date: '2020-01-26', reason: 'DEATH' }],
  },
  departed: {
    id: 'cast-departed',
    items: { name: '小松　優斗', nameKana: 'コマツ　ユウト', birthDate: '1999-06-18', sex: 'MALE' },
    events: [begins(ueda, '長野県上田市山手町五丁目4番16号'), { date: '2023-08-31', reason: 'MOVE_OUT_ABROAD' }],
  },
} as const satisfies Record<string, Role>;

/** The names under which the people of {@link cast} are found. */
export type CastName = keyof typeof roles;

function play(role: Role, index: number, asOf: string): SyntheticPerson | undefined {
  const firstResidentCode = castNumbers.residentCode(index, 'first');
  const before: ResidentItems = {
    formerSurname: null,
    formerSurnameKana: null,
    alias: null,
    address: '',
    individualNumber: castNumbers.individualNumber(index, 'first'),
    residentCode: firstResidentCode,
    ...role.items,
  };
  const identity = {
    id: role.id,
    household: role.id,
    foreign: role.foreign ?? false,
    firstResidentCode,
    certificateSerial: role.certificate ?? null,
  };
  return personOf(identity, noticesOf(before, role.events, asOf));
}

/** The cast up to a day, in its order; those whom no municipality knew yet are not there. */
export function castUntil(asOf: string): readonly SyntheticPerson[] {
  return Object.values(roles).flatMap((role: Role, index) => play(role, index, asOf) ?? []);
}

function whole(): Readonly<Record<CastName, SyntheticPerson>> {
  const people = castUntil('9999-12-31');
  const find = (name: CastName) => {
    const person = people.find(({ id }) => id === roles[name].id);
    invariant(person !== undefined, 'every role has a life');
    return person;
  };
  return {
    toyonakaMover: find('toyonakaMover'),
    glyphName: find('glyphName'),
    foreignAlias: find('foreignAlias'),
    suitaToKurume: find('suitaToKurume'),
    numberChanged: find('numberChanged'),
    namesakeToyonaka: find('namesakeToyonaka'),
    namesakeSuita: find('namesakeSuita'),
    developmentResident: find('developmentResident'),
    formerSurname: find('formerSurname'),
    deceased: find('deceased'),
    departed: find('departed'),
  };
}

/**
 * People who are there under every seed, with numbers that never change, for tests, READMEs and the development login:
 * each stands for one thing that the system must get right. Nothing about them is drawn.
 */
export const cast: Readonly<Record<CastName, SyntheticPerson>> = whole();
