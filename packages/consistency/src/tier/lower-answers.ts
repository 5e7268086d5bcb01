import { randomUUID } from 'node:crypto';
import { JukiError } from '@juki/errors';
import { refText } from '@juki/subgraph-runtime';
import { type CheckScope, checkScope } from '../scope.ts';
import type { ListedFinding, Run, RunStore } from '../store/run-store.ts';
import { adviceFor } from './advice.ts';
import type { CheckContext } from './check-context.ts';
import { scopeHolds } from './scope-holds.ts';

/** What the lower side's resolvers use. */
export interface LowerServices {
  readonly runs: RunStore;
  /** All municipalities of a scope of whom the file holds anybody. */
  readonly municipalitiesOf: (scope: CheckContext<unknown>['grant']['scope']) => Promise<readonly string[]>;
  /** Whose log the lists belong into. */
  readonly lowerBodyOf: (municipality: string) => string;
  /** Something stands to be run. */
  readonly wake: () => void;
}

type Context = CheckContext<LowerServices>;

/** A run as the graph shows it. */
export interface ShownRun extends Omit<Run, 'scope' | 'startedAt' | 'finishedAt'> {
  readonly scope: CheckScope['kind'];
  readonly startedAt: string;
  readonly finishedAt: string | null;
}

/** A finding as the graph shows it; the `ref` leads to the person and is no field. */
export interface ShownFinding extends Omit<ListedFinding, 'ref' | 'foundAt' | 'endedAt'> {
  readonly ref: string;
  readonly advice: string;
  readonly foundAt: string;
  readonly endedAt: string | null;
}

/** Answer to an order. */
export interface OrderAnswer {
  readonly runs: readonly ShownRun[];
  readonly refusal: 'OUT_OF_SCOPE' | 'MALFORMED' | null;
}

/** An order as the graph hands it over. */
export interface OrderInput {
  readonly key: string;
  readonly municipality?: string | null;
  readonly scope: CheckScope['kind'];
  readonly fromRange?: number | null;
  readonly toRange?: number | null;
  readonly sampleRanges?: number | null;
  readonly afresh: boolean;
}

/** 整合性確認の開始: enters the runs and wakes the worker. */
export async function startCheck({ grant, now, services }: Context, input: OrderInput): Promise<OrderAnswer> {
  const { runs, municipalitiesOf, wake } = services.consistency;
  const { key, municipality, afresh } = input;
  if (municipality && !scopeHolds(grant.scope, municipality)) return { runs: [], refusal: 'OUT_OF_SCOPE' };
  const scope = scopeOf(input);
  if (scope === null || key === '' || key.length > 100) return { runs: [], refusal: 'MALFORMED' };
  const wanted = municipality ? [municipality] : await municipalitiesOf(grant.scope);
  const started = await Promise.all(
    wanted.map((code) =>
      runs.start({
        municipality: code,
        id: randomUUID(),
        key,
        scope,
        afresh,
        startedBy: grant.actor.operator,
        request: null,
        startedAt: new Date(now),
      }),
    ),
  );
  wake();
  return { runs: started.map(runAnswer), refusal: null };
}

/** 確認の履歴. */
export async function listRuns(
  { grant, services }: Context,
  municipality: string,
  first: number,
): Promise<readonly ShownRun[]> {
  if (!scopeHolds(grant.scope, municipality)) return [];
  return (await services.consistency.runs.runs(municipality, bounded(first, 100))).map(runAnswer);
}

/** One run. */
export async function showRun(
  { grant, services }: Context,
  municipality: string,
  id: string,
): Promise<ShownRun | null> {
  if (!scopeHolds(grant.scope, municipality) || !/^[0-9a-f-]{36}$/.test(id)) return null;
  const run = await services.consistency.runs.run(municipality, id);
  return run && runAnswer(run);
}

/** A page of a list. */
export interface Page {
  readonly first: number;
  readonly after: number;
}

/** 相違 of a run. Each one is about a person, so each is an access in the log. */
export async function listFindings(context: Context, run: ShownRun, page: Page): Promise<readonly ShownFinding[]> {
  const { runs } = context.services.consistency;
  return (await runs.findings(run.municipality, run.id, boundedPage(page))).map((finding) => held(context, finding));
}

/** 未解消の相違. */
export async function listDifferences(
  context: Context,
  municipality: string,
  page: Page,
): Promise<readonly ShownFinding[]> {
  if (!scopeHolds(context.grant.scope, municipality)) return [];
  const { runs } = context.services.consistency;
  return (await runs.open(municipality, boundedPage(page))).map((finding) => held(context, finding));
}

function held({ ledger, services }: Context, finding: ListedFinding): ShownFinding {
  const { municipality, kind, refused, ref } = finding;
  const body = services.consistency.lowerBodyOf(municipality);
  const answer = {
    ...finding,
    ref: refText(ref),
    advice: adviceFor(kind, refused),
    foundAt: finding.foundAt.toISOString(),
    endedAt: finding.endedAt?.toISOString() ?? null,
  };
  return ledger.holdRow(answer, { ref: answer.ref, body, argument: null });
}

function runAnswer(run: Run): ShownRun {
  return {
    ...run,
    scope: run.scope.kind,
    startedAt: run.startedAt.toISOString(),
    finishedAt: run.finishedAt?.toISOString() ?? null,
  };
}

function scopeOf({ scope, fromRange, toRange, sampleRanges }: OrderInput): CheckScope | null {
  const [from, to, ranges] = [fromRange ?? -1, toRange ?? -1, sampleRanges ?? 0];
  // Fields of another scope are a mistake of the caller's, and not to be guessed away.
  const given = { RANGE: fromRange ?? toRange, SAMPLE: sampleRanges, WHOLE: null };
  const misplaced = (['RANGE', 'SAMPLE'] as const).some((kind) => kind !== scope && (given[kind] ?? null) !== null);
  if (misplaced) return null;
  try {
    if (scope === 'RANGE') return checkScope({ kind: scope, from, to });
    if (scope === 'SAMPLE') return checkScope({ kind: scope, ranges, seed: '' });
    return { kind: 'WHOLE' };
  } catch (fault) {
    if (fault instanceof JukiError) return null;
    throw fault;
  }
}

function bounded(first: number, most: number): number {
  return Math.max(0, Math.min(first, most));
}

function boundedPage({ first, after }: Page): Page {
  return { first: bounded(first, 500), after: Math.max(0, after) };
}
