import type { Answer, TestSystem } from '@juki/testing';
import type { Event } from './change-events.ts';
import { machineOf } from './machine.ts';

/** The answer of the CS to an event. */
export interface Acceptance {
  readonly eventId: string | null;
  readonly outcome: string;
  readonly sequence: number | null;
  readonly faults: readonly { readonly field: string; readonly code: string }[];
}

/** One record of a person, in one of the three files. */
export interface Row {
  readonly [item: string]: unknown;
  readonly history: readonly Row[];
}

const register = `mutation Register($events: [MunicipalChangeEvent!]!) {
  registerChangeEvents(events: $events) { eventId outcome sequence faults { field code } } }`;

const items = `name nameKana alias address municipalityCode individualNumber residentCode changeReason changeDate
  previousIndividualNumber previousResidentCode`;
const sideBySide = `query SideBySide($key: NationalSearchKey!) { nationalSearch(key: $key) { people {
  municipalRecord { ...I history { ...I supersededOn } }
  prefecturalRecord { ...I history { ...I supersededOn } }
  nationalRecord { ...I history { ...I supersededOn } } } } }
  fragment I on IdentityRecord { ${items} }`;

const tiers = ['municipalRecord', 'prefecturalRecord', 'nationalRecord'] as const;

/** What these stories do with a running network. */
export function networkOf(system: TestSystem) {
  const machines = new Map<string, ReturnType<typeof machineOf>>();
  const machine = (id: string) => {
    const known = machines.get(id) ?? machineOf(system, id);
    machines.set(id, known);
    return known;
  };

  /** The registry system of a municipality hands changes in. */
  async function handIn(municipality: string, ...events: readonly Event[]): Promise<readonly Acceptance[]> {
    const answer = await machine(`register-${municipality}`).request<{ registerChangeEvents: readonly Acceptance[] }>({
      document: register,
      variables: { events },
      purpose: 'juki-register-intake',
    });
    if (answer.errors.length > 0) throw new Error(`${JSON.stringify(answer.errors)}\n${system.said()}`);
    return answer.data.registerChangeEvents;
  }

  /** The officer of the consistency check looks at a person in all three files. */
  async function look(residentCode: unknown): Promise<Answer> {
    const officer = await system.operator('jlis-consistency-officer');
    return officer.asks({ purpose: 'consistency-check', query: sideBySide, variables: { key: { residentCode } } });
  }

  /** The three records of a person, once all of them tell what is expected. */
  async function inAllFiles(
    residentCode: unknown,
    expected: Readonly<Record<string, unknown>>,
  ): Promise<readonly Row[]> {
    const answer = await until(
      () => look(residentCode),
      ({ data }) => tiers.every((tier) => tells(data?.nationalSearch?.people[0]?.[tier], expected)),
    );
    return tiers.map((tier) => answer.data.nationalSearch.people[0][tier]);
  }

  async function ask(operator: string, purpose: string, query: string, variables = {}) {
    const { data, errors } = await (await system.operator(operator)).asks({ purpose, query, variables });
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
    return data;
  }

  return {
    machine,
    handIn,
    look,
    inAllFiles,
    /** The clerk's list of what a tier above refused. */
    refusals: async (operator: string, answered = false) =>
      (
        await ask(
          operator,
          'municipal-register',
          `query ($answered: Boolean!) { municipalChangeRefusals(answered: $answered) {
            eventId tier refusedAt correctedBy advice faults { field code } } }`,
          { answered },
        )
      ).municipalChangeRefusals,
    outbox: async (operator: string) =>
      (
        await ask(
          operator,
          'municipal-register',
          '{ municipalChangeOutbox { last confirmed unconfirmed waiting openRefusals halted lastFault } }',
        )
      ).municipalChangeOutbox,
    ask,
  };
}

function tells(row: Row | null | undefined, expected: Readonly<Record<string, unknown>>): boolean {
  return Boolean(row) && Object.entries(expected).every(([item, value]) => row?.[item] === value);
}

/** Asks until the answer is as expected; fails with the last one. */
export async function until<T>(ask: () => Promise<T>, is: (answer: T) => boolean, milliseconds = 20_000): Promise<T> {
  const end = Date.now() + milliseconds;
  for (;;) {
    const answer = await ask();
    if (is(answer)) return answer;
    if (Date.now() > end) throw new Error(`it did not come: ${JSON.stringify(answer, null, 1).slice(0, 3000)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
