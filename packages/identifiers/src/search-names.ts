import { nameKey } from './name-key.ts';

/** The items of a record by which it can be found as a name. */
export interface NameItems {
  readonly name: string;
  readonly formerSurname: string | null;
  readonly alias: string | null;
}

/**
 * The names under which a person is found, each key once: 氏名; 通称 (住民基本台帳法施行令30条の16); and 旧氏 before the given name
 * (施行令30条の14), where surname and given name are written apart, as 住基ネット writes them. Each is a whole name: a surname alone
 * finds nobody.
 */
export function searchNames({ name, formerSurname, alias }: NameItems): readonly string[] {
  const given = /^\S+[\s\u3000]+(\S.*)$/u.exec(name.trim())?.[1];
  const former = formerSurname === null || given === undefined ? null : `${formerSurname}\u3000${given}`;
  const names = [name, alias, former].filter((it) => it !== null);
  return [...new Map(names.map((it) => [nameKey(it), it])).values()];
}
