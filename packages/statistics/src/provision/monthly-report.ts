import type { ProvisionEntry, ProvisionMethod } from './provision-repository.ts';

/** 提供状況 (規則22条): to whom, in which month, how many, how. */
export interface ProvisionLine {
  readonly agency: string;
  /** `YYYY-MM`. */
  readonly month: string;
  readonly method: ProvisionMethod;
  readonly people: number;
  readonly codes: number;
}

/** Adds the entries of the book up by recipient, month and method. */
export function monthlyReport(entries: readonly ProvisionEntry[]): readonly ProvisionLine[] {
  const lines = new Map<string, ProvisionLine>();
  for (const { day, agency, method, people, codes } of entries) {
    const month = day.slice(0, 7);
    const name = `${month} ${agency} ${method}`;
    const known = lines.get(name) ?? { agency, month, method, people: 0, codes: 0 };
    lines.set(name, { ...known, people: known.people + people, codes: known.codes + codes });
  }
  return [...lines.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, line]) => line);
}
