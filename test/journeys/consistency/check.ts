import type { Answer, TestSystem } from '@juki/testing';
import { until } from '../changes/network.ts';

/** A run as these stories read it. */
export interface Run {
  readonly id: string;
  readonly finishedAt: string | null;
  readonly findings: readonly Finding[];
  readonly [count: string]: unknown;
}

/** A difference as these stories read it. */
export interface Finding {
  readonly kind: string;
  readonly items: readonly string[];
  readonly endedAs: string | null;
  readonly advice: string;
  readonly person: {
    readonly municipalRecord: { readonly name: string } | null;
    readonly prefecturalRecord: {
      readonly name: string;
      readonly address: string;
      readonly residentCode: string;
    } | null;
  };
}

const run = `id key scope startedBy request finishedAt segmentsDone missing extra different underWay nodesCompared peopleCompared
  recordsSent messages bytes findings { kind items refused endedAs endedBy advice person {
    municipalRecord { name } prefecturalRecord { name address residentCode } } }`;

export const purpose = 'consistency-register';
let number = 0;

/** The clerk of a municipality and the check. */
export function clerkOf(system: TestSystem, id: string) {
  const asks = async (query: string, variables = {}): Promise<Answer> =>
    (await system.operator(id)).asks({ purpose, query, variables });
  const show = async (runId: string): Promise<Run> => {
    const { data, text } = await asks(`query ($id: ID!) { municipalConsistencyRun(id: $id) { ${run} } }`, {
      id: runId,
    });
    if (!data?.municipalConsistencyRun) throw new Error(`no run ${runId}: ${text}\n${system.said()}`);
    return data.municipalConsistencyRun;
  };
  async function start(input: object = {}): Promise<Answer> {
    number += 1;
    return asks(
      'mutation ($input: MunicipalConsistencyOrderInput!) { startMunicipalConsistencyCheck(input: $input) { refusal runs { id key } } }',
      { input: { key: `story-${number}`, ...input } },
    );
  }
  return {
    asks,
    start,
    show,
    /** Starts a run and waits for its end. */
    async checks(input: object = {}): Promise<Run> {
      const { data, text } = await start(input);
      const id = data?.startMunicipalConsistencyCheck?.runs?.[0]?.id;
      if (!id) throw new Error(`the run did not start: ${text}`);
      return until(
        () => show(id),
        ({ finishedAt }) => finishedAt !== null,
        30_000,
      );
    },
    differences: async () => {
      const { data } = await asks('{ municipalConsistencyDifferences { kind items } }');
      return data.municipalConsistencyDifferences;
    },
  };
}
