import { randomBytes } from 'node:crypto';
import type { KeyProvider } from '@juki/keys';
import type { MediaLedger, MediumEntry, Queryable } from '@juki/media-ledger';
import type { RegistryContext } from '@juki/subgraph-runtime';
import type { BulkAnswer, ChunkInput } from './bulk-inquiry.ts';
import { answerChunk } from './bulk-inquiry.ts';
import type { BulkJob, BulkProgress } from './bulk-job.ts';
import type { BulkRefusal } from './bulk-refusal.ts';
import type { BulkRepository } from './bulk-repository.ts';
import { checkRegistration, type RegistrationInput } from './check-registration.ts';

type Context = Pick<RegistryContext, 'records' | 'ledger' | 'grant' | 'now'>;

/** What became of a step: the job as it stands, or why not. */
export interface BulkStep {
  readonly refusal: BulkRefusal | null;
  readonly job: BulkProgress | null;
  /** Key of the result file, base64url: for the terminal that writes it and the requester who receives it. */
  readonly resultKey: string | null;
}

/** 一括提供 at a tier: its steps, each repeatable. */
export interface BulkDesk {
  /** ③ Registers what a terminal has taken. */
  register(input: RegistrationInput, context: Context): Promise<BulkStep>;
  /** ④ Answers a chunk. */
  inquire(input: ChunkInput, context: Context): Promise<BulkAnswer>;
  /** ⑤ Notes that the result lies in the folder. */
  finish(input: { readonly job: string; readonly resultSha256: string }, context: Context): Promise<BulkStep>;
  /** ⑥ Hands the key of the result to the requester and receipts it. */
  receive(input: { readonly job: string }, context: Context): Promise<BulkStep>;
  jobs(job: string | null, context: Context): Promise<readonly BulkProgress[]>;
}

/** What the desk is made of. */
export interface BulkDeskOptions {
  readonly tier: string;
  readonly repository: BulkRepository;
  readonly media: MediaLedger;
  readonly keys: KeyProvider;
  readonly bodyOf: (agency: string) => string | undefined;
  /** Runs in one transaction. */
  readonly together: <T>(work: (within: Queryable) => Promise<T>) => Promise<T>;
}

/** Makes the desk of a tier. */
export function createBulkDesk(options: BulkDeskOptions): BulkDesk {
  const { tier, repository, media, keys, bodyOf, together } = options;
  const cipher = () => keys.cipher(`registry/${tier}/seal`);
  const contextOf = ({ body, job }: Pick<BulkJob, 'body' | 'job'>) => `${tier}:bulk-result-key:${body}:${job}`;

  /** A step touches no resident, and its record stands in the log of the body whose job it is. */
  function bodyFor({ grant, ledger }: Context, job: string): string | undefined {
    const body = bodyOf(grant.actor.agency);
    ledger.foundNobody(`bulk-job ${job}`, body ?? null);
    return body;
  }

  async function step(job: BulkJob, withKey: boolean): Promise<BulkStep> {
    const [progress = null] = await repository.progress({ body: job.body, agency: job.agency, job: job.job });
    const sealed = progress?.job.resultKeySealed ?? null;
    const resultKey = withKey && sealed ? cipher().open(sealed, contextOf(job)) : null;
    return { refusal: null, job: progress, resultKey };
  }

  async function own(id: string, context: Context): Promise<BulkJob | BulkRefusal> {
    const body = bodyFor(context, id);
    if (body === undefined) return 'NOT_HERE';
    const job = await repository.find(body, id);
    // Another agency's job does not exist for this one.
    if (job?.agency !== context.grant.actor.agency) return 'UNKNOWN_JOB';
    return job;
  }

  function entry(
    job: BulkJob,
    { grant, now }: Context,
  ): Omit<MediumEntry, 'key' | 'medium' | 'act' | 'content' | 'subjects' | 'sha256' | 'place'> {
    const { operator, agency } = grant.actor;
    const { body, purpose, secondPerson, eraseBy: dueAt } = job;
    const common = { body, kind: 'FILE', purpose, case: job.case, operator, agency } as const;
    return {
      ...common,
      secondPerson: secondPerson === operator ? null : secondPerson,
      enteredAt: now,
      dueAt,
      request: grant.request,
    };
  }

  return {
    async register(input, context) {
      const body = bodyFor(context, input.job);
      if (body === undefined) return refused('NOT_HERE');
      const fault = checkRegistration(input, context.grant.actor, context.now);
      if (fault) return refused(fault);
      const job = jobOf(input, { ...context, body, resultKeySealed: null });
      const resultKeySealed = cipher().seal(randomBytes(32).toString('base64url'), contextOf(job));
      const added = await together(async (within) => {
        if (!(await repository.add({ ...job, resultKeySealed }, within))) return false;
        await media.record(
          {
            ...entry(job, context),
            ...{ key: `bulk:${job.job}:request:received`, medium: `bulk:${job.job}:request`, act: 'RECEIVED' },
            ...{ content: 'bulk-request', subjects: job.rows, sha256: job.sha256 },
            place: `folder:${body}/${job.agency}/done/${input.file}`,
          },
          within,
        );
        return true;
      });
      if (added) return step(job, true);
      const known = await repository.find(body, job.job);
      if (known) return isSame(known, job) ? step(known, known.receivedAt === null) : refused('JOB_ID_USED');
      const twin = await repository.findByHash(job);
      // Another agency has the id: nothing is said of whose it is.
      if (!twin) return refused('JOB_ID_USED');
      return { ...(await step(twin, false)), refusal: 'DUPLICATE_FILE' };
    },
    inquire: (input, context) => answerChunk({ repository, keys, tier, bodyOf }, input, context),
    async finish({ job: id, resultSha256 }, context) {
      const job = await own(id, context);
      if (typeof job === 'string') return refused(job);
      if (job.operator !== context.grant.actor.operator) return refused('FOREIGN_REQUESTER');
      if (!/^[0-9a-f]{64}$/.test(resultSha256)) return refused('MALFORMED');
      if (job.finishedAt !== null) return job.resultSha256 === resultSha256 ? step(job, false) : refused('FINISHED');
      const [progress] = await repository.progress({ body: job.body, agency: job.agency, job: id });
      if (!progress || progress.answeredRows !== job.rows) return refused('INCOMPLETE');
      await together(async (within) => {
        await repository.finish(job, { sha256: resultSha256, at: context.now }, within);
        await media.record(
          {
            ...entry(job, context),
            ...{ key: `bulk:${id}:result:issued`, medium: `bulk:${id}:result`, act: 'ISSUED' },
            ...{ content: 'bulk-result', subjects: progress.found, sha256: resultSha256 },
            place: `folder:${job.body}/${job.agency}/results/${id}.sealed`,
          },
          within,
        );
      });
      return step(job, false);
    },
    async receive({ job: id }, context) {
      const job = await own(id, context);
      if (typeof job === 'string') return refused(job);
      const { actor } = context.grant;
      // 受領 is the affair of the section that asked, whoever of it comes.
      if (job.section !== actor.section) return refused('UNKNOWN_JOB');
      if (job.erasedAt !== null || job.resultKeySealed === null) return refused('ERASED');
      if (job.finishedAt === null || job.resultSha256 === null) return refused('NOT_FINISHED');
      const { resultSha256: sha256 } = job;
      await together(async (within) => {
        await repository.receive(job, { operator: actor.operator, at: context.now }, within);
        await media.record(
          {
            ...entry(job, context),
            ...{ key: `bulk:${id}:result:received:${actor.operator}`, medium: `bulk:${id}:result`, act: 'HANDED_OVER' },
            ...{ content: 'bulk-result', subjects: 0, sha256 },
            place: `agency ${actor.agency}`,
          },
          within,
        );
      });
      return step(job, true);
    },
    async jobs(job, context) {
      const body = bodyFor(context, job ?? 'all');
      return body === undefined ? [] : repository.progress({ body, agency: context.grant.actor.agency, job });
    },
  };
}

function refused(refusal: BulkRefusal): BulkStep {
  return { refusal, job: null, resultKey: null };
}

function jobOf(
  input: RegistrationInput,
  { body, grant, now, resultKeySealed }: Context & Pick<BulkJob, 'body' | 'resultKeySealed'>,
): BulkJob {
  const { operator, agency, section, terminal } = grant.actor;
  const { job, purpose, profile, rows, chunkRows, sha256, secondPerson } = input;
  return {
    ...{ body, job, agency, section, operator, secondPerson, terminal, purpose, profile, rows, chunkRows, sha256 },
    case: input.case ?? null,
    registeredAt: now,
    expiresAt: Date.parse(input.expiresAt),
    eraseBy: Date.parse(input.eraseBy),
    resultKeySealed,
    ...{ resultSha256: null, finishedAt: null, receivedAt: null, receivedBy: null, erasedAt: null },
  };
}

function isSame(known: BulkJob, job: BulkJob): boolean {
  const fields = [
    'agency',
    'operator',
    'purpose',
    'case',
    'profile',
    'rows',
    'chunkRows',
    'sha256',
    'expiresAt',
    'eraseBy',
  ] as const;
  return fields.every((field) => known[field] === job[field]);
}
