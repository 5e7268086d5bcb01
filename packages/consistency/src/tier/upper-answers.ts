import { JukiError } from '@juki/errors';
import { refText } from '@juki/subgraph-runtime';
import type { ComparedItem, ComparedRecord } from '../compared-record.ts';
import type { BucketLeaves, ComparedPerson, DifferingPositions, RangeDigests, SentRecord } from '../messages.ts';
import type { CheckScope } from '../scope.ts';
import type { ResultCounts } from '../store/comparison-store.ts';
import type { RequestStore } from '../store/request-store.ts';
import type { NotReady, RunName, UpperChecks } from '../store/upper-checks.ts';
import type { CheckContext } from './check-context.ts';
import { scopeHolds } from './scope-holds.ts';

/** What the upper side's resolvers use. */
export interface UpperServices {
  readonly upper: UpperChecks;
  /** The body whose file and log it is. */
  readonly bodyOf: (municipality: string) => string;
  /** Where the tier asks for checks. */
  readonly requests?: RequestStore;
}

type Context = CheckContext<UpperServices>;

/** Whether a comparison was made, and if not, why. */
type Readiness = 'READY' | NotReady;

/** Answer to an opening. */
export interface OpeningAnswer {
  readonly readiness: Readiness;
  readonly refusal: 'OUT_OF_SCOPE' | null;
}

/** Answer for ranges. */
export interface RangesAnswer {
  readonly readiness: Readiness;
  readonly differing?: readonly string[];
}

/** Answer for people, by position. */
export interface PeopleAnswer extends Partial<DifferingPositions> {
  readonly readiness: Readiness;
}

/** Answer item by item. */
export interface RecordsAnswer {
  readonly readiness: Readiness;
  readonly people?: readonly ComparedPerson[];
}

/** Answer to the end of a run. */
export interface ClosingAnswer {
  readonly closed: boolean;
}

/** The input of an opening, as the graph hands it over. */
export interface OpeningInput extends RunName {
  readonly scope: CheckScope['kind'];
  readonly afresh: boolean;
  readonly request?: string | null;
}

/** 6-①: a run is opened. Whoever it does not concern learns nothing of runs. */
export async function openRun({ grant, now, services }: Context, input: OpeningInput): Promise<OpeningAnswer> {
  const { municipality, run, scope, afresh, request } = input;
  if (!mayCompare(grant, municipality)) return { readiness: 'NOT_OPEN', refusal: 'OUT_OF_SCOPE' };
  const { upper, requests } = services.consistency;
  const openedBy = grant.actor.agency;
  const openedAt = new Date(now);
  const readiness = await upper.open({ municipality, run: runId(run), openedBy, scope, afresh, openedAt });
  if (request) await requests?.followed(municipality, runId(request), run);
  return { readiness, refusal: null };
}

/** 6-②: ranges are compared. No person is named. */
export async function answerRanges(
  { grant, services }: Context,
  { ranges, ...name }: RunName & { readonly ranges: readonly RangeDigests[] },
): Promise<RangesAnswer> {
  const differing = await within(grant, name, () => services.consistency.upper.compareRanges(name, ranges));
  return typeof differing === 'string' ? { readiness: differing } : { readiness: 'READY', differing };
}

/** A bucket as it travels: positions and digests side by side. */
export interface BucketInput {
  readonly path: string;
  readonly positions: readonly string[];
  readonly digests: readonly string[];
}

/** 6-②: people are compared by digest. */
export async function answerPeople(
  { grant, services }: Context,
  { buckets, ...name }: RunName & { readonly buckets: readonly BucketInput[] },
): Promise<PeopleAnswer> {
  const found = await within(grant, name, () => services.consistency.upper.compareLeaves(name, buckets.map(leavesOf)));
  return typeof found === 'string' ? { readiness: found } : { readiness: 'READY', ...found };
}

/** A record as it travels; items that are left out are null. */
export type RecordInput = { readonly position: string; readonly held: boolean } & Partial<ComparedRecord>;

/** 6-②, 6-③: people are compared item by item. Each one of whom this file holds a record is an access of its own. */
export async function answerRecords(
  { grant, ledger, services }: Context,
  { records, ...name }: RunName & { readonly records: readonly RecordInput[] },
): Promise<RecordsAnswer> {
  const { upper, bodyOf } = services.consistency;
  const compared = await within(grant, name, () => upper.compareRecords(name, records.map(sentRecord)));
  if (typeof compared === 'string') return { readiness: compared };
  ledger.asBatch();
  const body = bodyOf(name.municipality);
  const people = compared.map(({ ref, ...person }) =>
    ref ? ledger.holdRow(person, { ref: refText(ref), body, argument: null }) : person,
  );
  return { readiness: 'READY', people };
}

/** The end of a run. */
export async function closeRun(
  { grant, now, services }: Context,
  { municipality, run, ...counts }: RunName & ResultCounts,
): Promise<ClosingAnswer> {
  if (!mayCompare(grant, municipality)) return { closed: false };
  const name = { municipality, run: runId(run) };
  return { closed: (await services.consistency.upper.close(name, counts, new Date(now))) !== null };
}

async function within<T>(
  grant: Context['grant'],
  { municipality, run }: RunName,
  answer: () => Promise<T | NotReady>,
): Promise<T | NotReady> {
  runId(run);
  return mayCompare(grant, municipality) ? answer() : 'NOT_OPEN';
}

/** The set is sent by the machine of the lower file, with no operator in between (S0・S1 備考6-①). */
function mayCompare({ scope, actor }: Context['grant'], municipality: string): boolean {
  return actor.kind === 'system' && scopeHolds(scope, municipality);
}

function leavesOf({ path, positions, digests }: BucketInput): BucketLeaves {
  if (positions.length !== digests.length) {
    throw new JukiError('OPERATION_INVALID', 'A bucket of the check has as many digests as positions.');
  }
  return { path, leaves: positions.map((position, index) => ({ position, digest: digests[index] ?? '' })) };
}

function sentRecord({ position, held, ...items }: RecordInput): SentRecord {
  const itemOf = (item: ComparedItem) => items[item] ?? null;
  if (!held) return { position, record: null };
  return {
    position,
    record: {
      name: itemOf('name'),
      nameKana: itemOf('nameKana'),
      formerSurname: itemOf('formerSurname'),
      formerSurnameKana: itemOf('formerSurnameKana'),
      alias: itemOf('alias'),
      birthDate: itemOf('birthDate'),
      sex: itemOf('sex'),
      address: itemOf('address'),
      individualNumber: itemOf('individualNumber'),
      residentCode: itemOf('residentCode'),
      changeKind: itemOf('changeKind'),
      changeReason: itemOf('changeReason'),
      changeDate: itemOf('changeDate'),
      previousIndividualNumber: itemOf('previousIndividualNumber'),
      previousResidentCode: itemOf('previousResidentCode'),
    },
  };
}

/** Ids of runs and requests are UUIDs. Errors: `OPERATION_INVALID`. */
function runId(text: string): string {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) return text;
  throw new JukiError('OPERATION_INVALID', 'Not the id of a run or request of the check: a UUID in lower case.');
}
