import { createLoop, logFault, type OpenedServices, type ServiceParts, type Worker } from '@juki/subgraph-runtime';
import { createPersonHashes } from '../person-hashes.ts';
import { createComparisonStore } from '../store/comparison-store.ts';
import { createDigestStore, type DigestStore } from '../store/digest-store.ts';
import { createAdvance } from '../store/lower-checks.ts';
import { createNotificationsOf } from '../store/notifications.ts';
import { createRequestStore } from '../store/request-store.ts';
import { digestRound, runRound } from '../store/rounds.ts';
import { createRunStore, type RunStore } from '../store/run-store.ts';
import { createSubjectSeal } from '../store/subject-seal.ts';
import { createUpperChecks } from '../store/upper-checks.ts';
import { followRequests } from './follow-requests.ts';
import { createGraphLink, fetchRequests } from './graph-link.ts';
import type { LowerServices } from './lower-answers.ts';
import type { RequestServices } from './request-answers.ts';
import type { UpperServices } from './upper-answers.ts';

type Parts = Pick<ServiceParts, 'writer' | 'keys' | 'crypto' | 'clock' | 'log' | 'bodies' | 'machineOf'>;

/** The municipal tier (市町村CS): runs checks against the governors' files. */
export function openMunicipalConsistency(parts: Parts): OpenedServices<LowerServices> {
  const digests = digestsOf(parts);
  const runs = createRunStore(parts.writer);
  const bodies = parts.bodies.all;
  const worker = runWorker(parts, digests, runs, {
    prefixes: bodies,
    senderOf: (municipality) => municipality,
    receiver: 'prefectural',
    purpose: 'consistency-comparison',
  });
  const requests = loop(parts, 'consistency-requests', 30_000, async (signal) => {
    const fetch = (body: string) => fetchRequests(parts.machineOf(body));
    if ((await followRequests({ bodies, fetch, runs, clock: parts.clock }, signal)) > 0) worker.poke();
    return 'idle';
  });
  return opened([digestWorker(parts, digests), worker, requests], {
    runs,
    municipalitiesOf: async (scope) => (scope.reach === 'own-municipality' ? [scope.municipality] : []),
    lowerBodyOf: (municipality) => municipality,
    wake: () => worker.poke(),
  });
}

/** The prefectural tier (都道府県サーバ): compares for its municipalities, and runs checks against the agency's file. */
export function openPrefecturalConsistency(
  parts: Parts,
): OpenedServices<UpperServices & LowerServices & RequestServices> {
  const digests = digestsOf(parts);
  const runs = createRunStore(parts.writer);
  const bodyOf = (municipality: string) => parts.bodies.ofPrefecture(municipality.slice(0, 2)) ?? municipality;
  const worker = runWorker(parts, digests, runs, {
    prefixes: parts.bodies.all.map((body) => body.slice(0, 2)),
    senderOf: bodyOf,
    receiver: 'national',
    purpose: 'consistency-comparison-national',
  });
  return opened([digestWorker(parts, digests), worker], {
    upper: upperOf(parts, digests),
    bodyOf,
    runs,
    requests: createRequestStore(parts.writer),
    municipalitiesOf: (scope) =>
      scope.reach === 'own-prefecture' ? digests.municipalities([scope.prefecture]) : Promise.resolve([]),
    lowerBodyOf: bodyOf,
    wake: () => worker.poke(),
  });
}

/** The national tier (全国サーバ): compares for the prefectures. */
export function openNationalConsistency(parts: Parts): OpenedServices<UpperServices> {
  const digests = digestsOf(parts);
  const [agency = ''] = parts.bodies.all;
  return opened([digestWorker(parts, digests)], { upper: upperOf(parts, digests), bodyOf: () => agency });
}

function digestsOf({ writer, keys, crypto }: Parts): DigestStore {
  const key = keys.mac('network/consistency');
  return createDigestStore({
    pool: writer,
    hashes: createPersonHashes((data) => key.digest(data)),
    open: (column, ref, sealed) => crypto.open(column, ref, sealed),
  });
}

function upperOf({ writer, keys }: Parts, digests: DigestStore) {
  const { sealSubject } = createSubjectSeal(keys.cipher('network/consistency-subject'));
  return createUpperChecks({ digests, comparisons: createComparisonStore(writer), sealSubject });
}

/** Which runs a worker takes on, and to whom it speaks. */
interface RunSide {
  readonly prefixes: readonly string[];
  readonly senderOf: (municipality: string) => string;
  readonly receiver: 'prefectural' | 'national';
  readonly purpose: 'consistency-comparison' | 'consistency-comparison-national';
}

function runWorker(parts: Parts, digests: DigestStore, runs: RunStore, side: RunSide) {
  const { senderOf, receiver, purpose, prefixes } = side;
  const { openSubject } = createSubjectSeal(parts.keys.cipher('network/consistency-subject'));
  const advance = createAdvance({
    digests,
    runs,
    openSubject,
    clock: parts.clock,
    notificationsOf: createNotificationsOf(parts.writer, { senderOf, receiver }),
    linkTo: (run) =>
      createGraphLink({ client: parts.machineOf(senderOf(run.municipality)), upper: receiver, purpose }, run),
  });
  return loop(parts, 'consistency-runs', 2_000, (signal) => runRound({ runs, advance, prefixes }, signal));
}

/** Digests are kept up in the background, so that a check finds them ready. */
function digestWorker(parts: Parts, digests: DigestStore): Worker {
  return loop(parts, 'consistency-digests', 2_000, (signal) => digestRound(digests, signal));
}

function loop({ log }: Parts, name: string, everyMs: number, run: (signal: AbortSignal) => Promise<'again' | 'idle'>) {
  return createLoop({ name, everyMs, run, onFault: logFault(log, name) });
}

function opened<Services>(workers: readonly Worker[], services: Services): OpenedServices<Services> {
  return { services, workers, close: async () => undefined };
}
