import { describe, expect, test } from '@jest/globals';
import type { Actor, Scope } from '@juki/grants';
import type { UpperChecks } from '../store/upper-checks.ts';
import type { CheckContext } from './check-context.ts';
import { answerPeople, answerRanges, answerRecords, closeRun, openRun, type UpperServices } from './upper-answers.ts';

const municipality = '272035';
const run = '00000000-0000-4000-8000-000000000001';
const own: Scope = { reach: 'own-municipality', municipality };

/** A request of a machine, and what it left in the ledger. */
function requestOf(scope: Scope = own, kind: Actor['kind'] = 'system') {
  const held: { readonly ref: string; readonly body: string }[] = [];
  const asked: unknown[] = [];
  const upper: UpperChecks = {
    open: async () => 'READY',
    compareRanges: async (_name, ranges) => ranges.map(({ path }) => `${path}f`),
    compareLeaves: async (_name, buckets) => {
      asked.push(...buckets);
      return { missing: ['m'], extra: [], different: [] };
    },
    compareRecords: async (_name, records) => {
      asked.push(...records);
      return records.map(({ position, record }) => ({
        position,
        kind: record ? ('DIFFERENT' as const) : ('MISSING' as const),
        items: record ? (['address'] as const) : [],
        subject: null,
        ref: record ? Buffer.alloc(16, 7) : null,
      }));
    },
    close: async () => null,
  };
  const actor: Actor = {
    operator: 'cs-272035',
    agency: 'cs-272035',
    tier: 'network',
    role: 'machine',
    section: null,
    terminal: null,
    acr: 'urn:juki:acr:machine',
    amr: [],
    kind,
  };
  const context: CheckContext<UpperServices> = {
    grant: { scope, actor },
    ledger: {
      holdRow(row, { ref, body }) {
        held.push({ ref, body });
        return row;
      },
      asBatch: () => undefined,
    },
    now: 0,
    services: { consistency: { upper, bodyOf: () => '270008' } },
  };
  return { context, held, asked };
}

const opening = { municipality, run, scope: 'WHOLE', afresh: false } as const;
const ranges = { municipality, run, ranges: [{ path: '3', digests: [] }] };

describe('a message of the check', () => {
  test('of the machine of the municipality is answered', async () => {
    const { context } = requestOf();
    expect(await openRun(context, opening)).toEqual({ readiness: 'READY', refusal: null });
    expect(await answerRanges(context, ranges)).toEqual({ readiness: 'READY', differing: ['3f'] });
  });

  test('of the machine of the prefecture is answered for its municipalities', async () => {
    const { context } = requestOf({ reach: 'own-prefecture', prefecture: '27' });
    expect(await answerRanges(context, ranges)).toMatchObject({ readiness: 'READY' });
  });

  test.each<[string, Scope, Actor['kind']]>([
    ['of another municipality', { reach: 'own-municipality', municipality: '272051' }, 'system'],
    ['of another prefecture', { reach: 'own-prefecture', prefecture: '40' }, 'system'],
    ['outside the prefecture', { reach: 'outside-prefecture', prefecture: '40' }, 'system'],
    ['of somebody who reaches the nation', { reach: 'nationwide' }, 'system'],
    ['of a person, not a machine', own, 'operator'],
  ])('%s finds no run, and leaves nothing', async (_who, scope, kind) => {
    const { context, asked, held } = requestOf(scope, kind);
    expect(await openRun(context, opening)).toEqual({ readiness: 'NOT_OPEN', refusal: 'OUT_OF_SCOPE' });
    expect(await answerRanges(context, ranges)).toEqual({ readiness: 'NOT_OPEN' });
    expect(await answerPeople(context, { municipality, run, buckets: [] })).toEqual({ readiness: 'NOT_OPEN' });
    const records = [{ position: 'p', held: true }];
    expect(await answerRecords(context, { municipality, run, records })).toEqual({ readiness: 'NOT_OPEN' });
    const counts = { missing: 0, extra: 0, different: 0, underWay: 0 };
    expect(await closeRun(context, { municipality, run, ...counts })).toEqual({ closed: false });
    expect([asked, held]).toEqual([[], []]);
  });

  test('holds each person of whom the file has a record, and nobody else', async () => {
    const { context, held } = requestOf();
    const records = [
      { position: 'p', held: true, name: '山田' },
      { position: 'q', held: false },
    ];
    const { people } = await answerRecords(context, { municipality, run, records });
    expect(people).toEqual([
      { position: 'p', kind: 'DIFFERENT', items: ['address'], subject: null },
      { position: 'q', kind: 'MISSING', items: [], subject: null },
    ]);
    expect(held).toEqual([{ ref: Buffer.alloc(16, 7).toString('base64url'), body: '270008' }]);
  });

  test('that is torn is refused before anything is compared', async () => {
    const { context, asked } = requestOf();
    const torn = { path: '0000', positions: ['p', 'q'], digests: ['d'] };
    await expect(answerPeople(context, { municipality, run, buckets: [torn] })).rejects.toMatchObject({
      code: 'OPERATION_INVALID',
    });
    await expect(answerRanges(context, { ...ranges, run: 'RUN' })).rejects.toMatchObject({ code: 'OPERATION_INVALID' });
    expect(asked).toEqual([]);
  });
});
