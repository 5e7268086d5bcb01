import type { Client } from '@juki/client';
import { JukiError } from '@juki/errors';
import type { RowKey } from './request-row.ts';
import { type ResultProfile, resultProfiles } from './result-profile.ts';

/** The tier whose file answers: the governor's (30条の15 …) or the agency's (30条の9 …). */
export type AnsweringTier = 'prefectural' | 'national';

/** A job as a tier tells it. */
export interface JobStatus {
  readonly job: string;
  readonly rows: number;
  readonly answeredRows: number;
  readonly found: number;
  readonly notFound: number;
  readonly keyInvalid: number;
  readonly notSent: number;
  readonly repeatedChunks: number;
  readonly rowsPerSecond: number | null;
  readonly operator: string;
  readonly secondPerson: string;
  readonly purpose: string;
  readonly case: string | null;
  readonly profile: string;
  readonly resultSha256: string | null;
  readonly registeredAt: string;
  readonly expiresAt: string;
  readonly eraseBy: string;
  readonly finishedAt: string | null;
  readonly receivedAt: string | null;
  readonly receivedBy: string | null;
  readonly erasedAt: string | null;
}

/** What became of a step. */
export interface Step {
  readonly refusal: string | null;
  readonly job: JobStatus | null;
  readonly resultKey: string | null;
}

/** The answer to a row. */
export interface AnsweredRow {
  readonly verdict: string;
  readonly fault: string | null;
  readonly items: Readonly<Record<string, unknown>> | null;
}

/** The answer to a chunk; `withheld` are the coordinates that the purpose does not open. */
export interface AnsweredChunk {
  readonly refusal: string | null;
  readonly rows: readonly AnsweredRow[];
  readonly withheld: readonly string[];
}

/** The operations of a job, as a terminal sends them. */
export interface BulkOperations {
  register(input: Readonly<Record<string, unknown>>): Promise<Step>;
  inquire(
    at: {
      readonly job: string;
      readonly chunk: number;
      readonly purpose: string;
      readonly case: string | null;
      readonly profile: ResultProfile;
    },
    keys: readonly (RowKey | null)[],
  ): Promise<AnsweredChunk>;
  finish(job: string, resultSha256: string): Promise<Step>;
  receive(job: string): Promise<Step>;
  jobs(job: string | null): Promise<readonly JobStatus[]>;
}

const jobFields = `job rows answeredRows found notFound keyInvalid notSent repeatedChunks rowsPerSecond operator secondPerson
  purpose case profile resultSha256 registeredAt expiresAt eraseBy finishedAt receivedAt receivedBy erasedAt`;
const stepFields = `refusal resultKey job { ${jobFields} }`;
/** Under which purpose a job is registered and receipted; it is answered under the requester's own. */
const exchange = 'media-ledger';

/** Items of a person whom the agency's file holds (30条の11). */
interface Elsewhere {
  readonly records: readonly Readonly<Record<string, unknown>>[] | null;
}

interface SentRow {
  readonly elsewhere?: Elsewhere | null;
  readonly verdict: string;
  readonly fault: string | null;
  readonly person: Readonly<Record<string, Readonly<Record<string, unknown>> | null>> | null;
}

/** Words the operations for a tier and sends them. */
export function createBulkOperations(client: Client, tier: AnsweringTier): BulkOperations {
  const prefix = tier === 'prefectural' ? 'Prefectural' : 'National';

  async function step(field: string, parameters: string, args: string, variables: Readonly<Record<string, unknown>>) {
    const document = `mutation (${parameters}) { step: ${tier}${field}(${args}) { ${stepFields} } }`;
    const { data, errors } = await client.request<{ readonly step: Step | null }>({
      document,
      variables,
      purpose: exchange,
    });
    return data.step ?? throwFirst(errors);
  }

  return {
    register: (input) => step('RegisterBulkJob', `$input: ${prefix}BulkRegistration!`, 'input: $input', { input }),
    finish: (job, resultSha256) =>
      step('FinishBulkJob', '$job: ID!, $resultSha256: String!', 'job: $job, resultSha256: $resultSha256', {
        job,
        resultSha256,
      }),
    receive: (job) => step('ReceiveBulkResult', '$job: ID!', 'job: $job', { job }),
    async jobs(job) {
      const document = `query ($job: ID) { jobs: ${tier}BulkJobs(job: $job) { ${jobFields} } }`;
      const { data, errors } = await client.request<{ readonly jobs: readonly JobStatus[] | null }>({
        document,
        variables: { job },
        purpose: exchange,
      });
      return data.jobs ?? throwFirst(errors);
    },
    async inquire({ job, chunk, purpose, case: number, profile }, keys) {
      const record = `${tier}Record`;
      const items = resultProfiles[profile].join(' ');
      const document = `query BulkInquiry($job: ID!, $chunk: Int!, $keys: [${prefix}SearchKey]!) {
        answer: ${tier}BulkInquiry(job: $job, chunk: $chunk, keys: $keys) {
          refusal rows { verdict fault person { ${record} { ${items} } } ${tier === 'prefectural' ? `elsewhere { records { ${items} } }` : ''} } } }`;
      const { data, errors } = await client.request<{
        readonly answer: { readonly refusal: string | null; readonly rows: readonly SentRow[] | null } | null;
      }>({ document, variables: { job, chunk, keys }, purpose, ...(number === null ? {} : { case: number }) });
      const withheld = errors.flatMap(({ code, extensions }) =>
        code === 'WITHHELD' && typeof extensions['coordinate'] === 'string' && !isSecondHop(extensions['coordinate'])
          ? [extensions['coordinate']]
          : [],
      );
      const other = errors.filter(({ code }) => code !== 'WITHHELD');
      if (other.length > 0) return throwFirst(other);
      const { answer } = data;
      const rows = (answer?.rows ?? []).map(({ verdict, fault, person, elsewhere }) => {
        const [found, ...more] = elsewhere?.records ?? [];
        if (found)
          return {
            verdict: more.length > 0 ? 'AMBIGUOUS' : 'FOUND_ELSEWHERE',
            fault,
            items: more.length > 0 ? null : found,
          };
        return { verdict, fault, items: person?.[record] ?? null };
      });
      return { refusal: answer?.refusal ?? null, rows, withheld };
    },
  };
}

function throwFirst(errors: readonly { readonly code: string; readonly message: string }[]): never {
  const [first] = errors;
  const passes = first && passing.find((code) => code === first.code);
  throw new JukiError(
    passes ?? 'OPERATION_REFUSED',
    first?.message ?? 'The gateway answered without data and without a reason.',
  );
}

/** Codes of faults that pass by themselves: the same may be asked again. */
export const passing = [
  'SUBGRAPH_UNAVAILABLE',
  'AUDIT_UNAVAILABLE',
  'DATABASE_UNAVAILABLE',
  'GATEWAY_UNREACHABLE',
  'RIGHTS_UNAVAILABLE',
  'IDENTITY_UNAVAILABLE',
  'INTERNAL',
] as const;

/** Where the law leads no further, everything behind the second hop is closed: that is no answer to a question of anybody. */
function isSecondHop(coordinate: string): boolean {
  return /^NationalInquiry(Record)?\./.test(coordinate);
}
