import { invariant } from '@juki/errors';

/** Eras (元号) with their first day; before 1873 the calendar was another one, and no era is given. */
const eras = [
  { name: '令和', from: '2019-05-01' },
  { name: '平成', from: '1989-01-08' },
  { name: '昭和', from: '1926-12-25' },
  { name: '大正', from: '1912-07-30' },
  { name: '明治', from: '1873-01-01', firstYear: 6 },
] as const;

/** A day in the Japanese calendar (和暦), `令和8年11月21日`; the first year is 元年 (元号法2項). */
export function eraDate(day: string): string {
  const { year, month, date } = parse(day);
  const era = eras.find(({ from }) => day >= from);
  if (!era) return westernDate(day);
  const start = Number(era.from.slice(0, 4));
  const number = year - start + ('firstYear' in era ? era.firstYear : 1);
  return `${era.name}${number === 1 ? '元' : number}年${month}月${date}日`;
}

/** A day in the Western calendar as Japanese documents write it, `2026年11月21日`. */
export function westernDate(day: string): string {
  const { year, month, date } = parse(day);
  return `${year}年${month}月${date}日`;
}

/** Days come from the clock or from a register and have been parsed there; another text is a fault of the program. */
function parse(day: string) {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)?.map(Number) ?? [];
  const time = Date.parse(`${day}T00:00:00Z`);
  const exists = !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === day;
  invariant(exists && year !== undefined && month !== undefined && date !== undefined, 'a day is written YYYY-MM-DD');
  return { year, month, date };
}
