import type { Bilingual } from './operator.ts';

/** A system principal (システム): acts for one body where no person does, under purposes of its own (30条の6, 30条の7). */
export interface Machine {
  /** Client id and claim `sub`. */
  readonly id: string;
  readonly name: Bilingual;
  /** Claim `juki_agency`: each machine is an agency of its own. */
  readonly agency: string;
  /** Claim `juki_role`. */
  readonly role: 'tier' | 'register';
}

const municipalities = [
  { code: '272035', ja: '豊中市', en: 'Toyonaka' },
  { code: '272051', ja: '吹田市', en: 'Suita' },
  { code: '402036', ja: '久留米市', en: 'Kurume' },
  { code: '402052', ja: '飯塚市', en: 'Iizuka' },
  { code: '202029', ja: '松本市', en: 'Matsumoto' },
  { code: '202037', ja: '上田市', en: 'Ueda' },
];
const prefectures = [
  { code: '270008', ja: '大阪府', en: 'Osaka' },
  { code: '400009', ja: '福岡県', en: 'Fukuoka' },
  { code: '200000', ja: '長野県', en: 'Nagano' },
];

/**
 * The machine credentials of the development bodies: 市町村CS, 都道府県サーバ, 全国サーバ, and the register system
 * (既存住民基本台帳システム) of each municipality. Each proves itself with its own private key (RFC 7523).
 */
export const machines: readonly Machine[] = [
  ...municipalities.map(({ code, ja, en }) => machine(`cs-${code}`, { ja: `${ja}CS`, en: `${en} CS` }, 'tier')),
  ...prefectures.map(({ code, ja, en }) =>
    machine(`server-${code}`, { ja: `${ja}サーバ`, en: `${en} prefectural server` }, 'tier'),
  ),
  machine('national-tier', { ja: '全国サーバ', en: 'National server' }, 'tier'),
  ...municipalities.map(({ code, ja, en }) =>
    machine(`register-${code}`, { ja: `${ja}既存住基システム`, en: `${en} register system` }, 'register'),
  ),
];

function machine(id: string, name: Bilingual, role: Machine['role']): Machine {
  return { id, name, agency: id, role };
}
