import { JukiError } from '@juki/errors';
import type { ComparedPerson, DifferingPositions } from '../messages.ts';
import type { UpperLink } from '../store/lower-checks.ts';
import { NotReadyError } from '../store/not-ready-error.ts';
import type { WaitingRequest } from '../store/request-store.ts';
import type { Run } from '../store/run-store.ts';
import { documentsOf, requestsDocument } from './documents.ts';

/** A machine's way through the gateway; `MachineClient` of `@juki/client` fits. */
export interface GraphClient {
  request<Data>(request: {
    readonly document: string;
    readonly variables?: Readonly<Record<string, unknown>>;
    readonly purpose: string;
  }): Promise<{ readonly data: Data }>;
}

/** Whose file is compared with, and under which purpose (事務) the machine speaks. */
export interface LinkOptions {
  readonly client: GraphClient;
  readonly upper: 'prefectural' | 'national';
  readonly purpose: 'consistency-comparison' | 'consistency-comparison-national';
}

interface Readiness {
  readonly readiness: 'READY' | 'BEHIND' | 'NOT_OPEN' | null;
}

/** Makes the line of one run: messages of the check as operations through the gateway, counted as they cross. */
export function createGraphLink({ client, upper, purpose }: LinkOptions, run: Run): UpperLink {
  const documents = documentsOf(upper);
  const name = { municipality: run.municipality, run: run.id };
  const line = { messages: 0, bytes: 0 };

  async function ask<Answer>(document: string, input: object): Promise<Answer> {
    const variables = { input: { ...name, ...input } };
    const { data } = await client.request<{ readonly answer: Answer | null }>({ document, variables, purpose });
    line.messages += 1;
    line.bytes += JSON.stringify(variables).length + JSON.stringify(data).length;
    if (data.answer) return data.answer;
    throw new JukiError('SUBGRAPH_UNAVAILABLE', 'The upper tier gave no answer to a message of the check.');
  }

  async function compare<Answer extends Readiness>(document: string, input: object): Promise<Answer> {
    const answer = await ask<Answer>(document, input);
    if (answer.readiness !== 'READY') throw new NotReadyError(`the upper side is ${answer.readiness}`);
    return answer;
  }

  return {
    line,
    async open({ scope, afresh, request }) {
      const input = { scope: scope.kind, afresh, ...(upper === 'prefectural' ? { request } : {}) };
      const { refusal } = await ask<Readiness & { refusal: string | null }>(documents.open, input);
      if (refusal === null) return;
      throw new JukiError('INTERNAL', `The upper tier refuses the check of its municipality: ${refusal}.`);
    },
    async compareRanges(ranges) {
      const { differing } = await compare<Readiness & { differing: readonly string[] }>(documents.ranges, { ranges });
      return differing;
    },
    async compareLeaves(buckets) {
      const sent = buckets.map(({ path, leaves }) => ({
        path,
        positions: leaves.map(({ position }) => position),
        digests: leaves.map(({ digest }) => digest),
      }));
      return compare<Readiness & DifferingPositions>(documents.people, { buckets: sent });
    },
    async compareRecords(records) {
      const sent = records.map(({ position, record }) => ({ position, held: record !== null, ...record }));
      const { people } = await compare<Readiness & { people: readonly ComparedPerson[] }>(documents.records, {
        records: sent,
      });
      return people;
    },
    async close(_run, { missing, extra, different, underWay }) {
      await ask(documents.close, { missing, extra, different, underWay });
    },
  };
}

/** What the prefecture asks of the municipality whose machine this is (整合性確認の依頼). */
export async function fetchRequests(client: GraphClient): Promise<readonly WaitingRequest[]> {
  const { data } = await client.request<{ readonly answer: readonly WaitingRequest[] | null }>({
    document: requestsDocument,
    purpose: 'consistency-comparison',
  });
  return data.answer ?? [];
}
