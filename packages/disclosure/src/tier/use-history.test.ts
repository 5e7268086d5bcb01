import { describe, expect, test } from '@jest/globals';
import type { AuditRecord } from '@juki/audit-log';
import type { RecordQuery } from '@juki/audit-log/postgres';
import { readCatalogue } from '@juki/legal-basis/files';
import { AccessLedger } from '@juki/subgraph-runtime';
import { createUseHistory } from './use-history.ts';

const catalogue = readCatalogue({ profile: 'development' });
const ref = Buffer.alloc(16, 7).toString('base64url');
const body = '270008';

function record(number: number, changes: Partial<AuditRecord> = {}): AuditRecord {
  return {
    version: 1,
    id: `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`,
    phase: 'outcome',
    body,
    time: `2026-11-20T00:00:${String(number % 2).padStart(2, '0')}.000Z`,
    clock: 'synchronised',
    request: 'r',
    trace: null,
    operationHash: null,
    operationName: null,
    coordinates: ['PrefecturalRecord.name', 'PrefecturalRecord.gone', 'Person.prefecturalRecord'],
    withheld: [],
    mode: 'deliberate',
    subject: `${body} ${ref}`,
    argumentHash: null,
    actor: {
      operator: 'somebody',
      agency: 'osaka-education',
      tier: 'prefecture',
      role: 'officer',
      section: 'school-support',
      terminal: 'T-1',
      acr: 'x',
      amr: [],
      kind: 'operator',
    },
    purpose: 'juki-b6-2',
    provisions: [],
    case: 'R8-0001',
    grant: 'g',
    decision: null,
    refusal: null,
    counts: { rows: 1, accesses: 3 },
    durationMicros: 1,
    twins: [],
    ...changes,
  };
}

/** A log that answers as the store does: newest first, behind a record, at most so many. */
function historyOf(records: readonly AuditRecord[]) {
  const sorted = [...records].sort((a, b) => (a.time + a.id < b.time + b.id ? 1 : -1));
  return createUseHistory({
    bodies: { default: body, all: [body, '400009'], ofPrefecture: () => body, ofScope: () => body },
    pseudonyms: { ofSubject: (of, who) => `${of} ${who}`, ofArgument: () => '' },
    catalogue,
    itemOf: (coordinate) => (coordinate === 'PrefecturalRecord.name' ? 'name' : null),
    logReader: {
      records: async ({ subject, body: of, olderThan, limit = 100 }: RecordQuery) =>
        sorted
          .filter((one) => one.body === of && one.subject === subject)
          .filter((one) => !olderThan || one.time + one.id < olderThan.time + olderThan.id)
          .slice(0, limit)
          .map((one, index) => ({
            record: one,
            index,
            commitment: `c${one.id}`,
            salt: new Uint8Array(),
            canonical: new Uint8Array(),
          })),
    },
  });
}

const asking = () => ({ ledger: new AccessLedger() });

describe('the history of uses', () => {
  test('names agency, purpose and items, and neither operator nor terminal', async () => {
    const page = await historyOf([record(1)]).ofPerson(asking(), { ref, body }, {});
    expect(page.uses).toEqual([
      {
        time: '2026-11-20T00:00:01.000Z',
        agency: '大阪府教育委員会',
        section: 'school-support',
        purpose: 'juki-b6-2',
        purposeTitle: catalogue.purpose('juki-b6-2')?.title.ja,
        purposeArticles: expect.any(String),
        items: ['氏名'],
        how: 'DELIBERATE',
        rows: 1,
        logIndex: 0,
        receipt: `${body}:c${record(1).id}`,
        withheld: null,
      },
    ]);
    expect(JSON.stringify(page)).not.toMatch(/somebody|T-1/);
  });

  test('withholds what a supervision needs kept, and still says that there was a use', async () => {
    const page = await historyOf([record(1), record(2, { purpose: 'bango-ppc' })]).ofPerson(
      asking(),
      { ref, body },
      {},
    );
    const hidden = page.uses.filter(({ withheld }) => withheld === 'ARTICLE_78_1');
    expect(hidden).toEqual([
      expect.objectContaining({ agency: null, purpose: null, purposeTitle: null, items: [], how: null, rows: null }),
    ]);
    expect(page.uses).toHaveLength(2);
  });

  test('holds what was disclosed, and no intent, refusal or review', async () => {
    const phases = ['intent', 'refused', 'review', 'outcome'] as const;
    const page = await historyOf(phases.map((phase, number) => record(number, { phase }))).ofPerson(
      asking(),
      { ref, body },
      {},
    );
    expect(page.uses).toHaveLength(1);
  });

  test('pages without a gap or a double, though many records share an instant', async () => {
    const records = Array.from({ length: 25 }, (_, number) => record(number));
    const history = historyOf(records);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof history.ofPerson>> = await history.ofPerson(
        asking(),
        { ref, body },
        { first: 4, after },
      );
      seen.push(...page.uses.map(({ receipt }) => receipt));
      after = page.next;
    } while (after !== null);
    expect(new Set(seen).size).toBe(25);
    expect(seen).toHaveLength(25);
  });

  test('is a use itself: whoever shows it holds the subject', async () => {
    const { ledger } = asking();
    await historyOf([]).ofPerson({ ledger }, { ref, body }, {});
    expect(ledger.close().subjects).toEqual([expect.objectContaining({ ref, body, rows: 1 })]);
  });

  test('of another person has nothing in common with it', async () => {
    const other = Buffer.alloc(16, 8).toString('base64url');
    expect((await historyOf([record(1)]).ofPerson(asking(), { ref: other, body }, {})).uses).toEqual([]);
  });

  test.each([
    'x',
    `${body}~never~${record(1).id}`,
    `400009~2026-11-20T00:00:00.000Z~${record(1).id}`,
    `${body}~2026-11-20T00:00:00.000Z~'`,
  ])('takes the cursor %s for none', async (after) => {
    expect((await historyOf([record(1)]).ofPerson(asking(), { ref, body }, { after })).uses).toHaveLength(1);
  });
});
