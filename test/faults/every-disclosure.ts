import { expect } from '@jest/globals';
import type { LoggedEntry, WholeLog } from '@juki/testing';
import type { Disclosure } from './lanes.ts';

/** What of a disclosure is missing in the logs; empty where everything is there. */
export function unrecorded(disclosures: readonly Disclosure[], logs: readonly WholeLog[]): readonly string[] {
  const entries = logs.flatMap((log) => log.entries);
  const byRequest = new Map<string, LoggedEntry[]>();
  for (const entry of entries) {
    const known = byRequest.get(entry.record.request);
    if (known) known.push(entry);
    else byRequest.set(entry.record.request, [entry]);
  }
  return disclosures.flatMap(({ lane, reply, bodies }) => {
    const records = (byRequest.get(reply.request ?? '') ?? []).map(({ record }) => record);
    const has = (phase: string, body: string) => records.some((it) => it.phase === phase && it.body === body);
    const missing = [
      ...(has('intent', '000000') ? [] : ['intent']),
      ...(bodies.length === 0 ? ['a body to which the bytes belong'] : []),
      ...bodies.filter((body) => !has('outcome', body)).map((body) => `outcome of ${body}`),
    ];
    return missing.map((what) => `${lane}, request ${reply.request ?? 'unknown'}: no ${what}`);
  });
}

/** Every log sound and whole: places without a gap, each record once, no receipt that was given is lost. */
export function expectWholeLogs(logs: readonly WholeLog[]): void {
  expect(logs.flatMap(({ body, report }) => report.findings.map((finding) => ({ body, finding })))).toEqual([]);
  for (const { entries, report, stored } of logs) {
    expect(entries.map(({ index }) => index)).toEqual(entries.map((_, place) => place));
    expect([entries.length, report.entries]).toEqual([stored, stored]);
    expect(new Set(entries.map(({ record }) => record.id)).size).toBe(stored);
  }
  const committed = new Set(logs.flatMap(({ body, entries }) => entries.map((it) => `${body}:${it.commitment}`)));
  const receipts = logs.flatMap(({ entries }) => entries.flatMap(({ record }) => record.twins));
  expect(receipts.filter((receipt) => !committed.has(receipt))).toEqual([]);
}
