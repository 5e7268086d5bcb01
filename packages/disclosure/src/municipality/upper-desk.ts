import type { MachineClient } from '@juki/client/machine';
import { JukiError } from '@juki/errors';
import type { WantedCorrection } from '../rules/correction.ts';
import { readWanted } from '../tier/correction-repository.ts';
import { parseReceptionNumber, type Reception, receptionNumber } from '../tier/reception-number.ts';
import type { CaseDecision } from './correction-case-repository.ts';

const purpose = 'juki-correction-relay';

/** What the governor or the agency asks a municipality to investigate. */
export interface AskedCorrection {
  readonly origin: string;
  /** In the book of the origin. */
  readonly number: string;
  readonly wanted: readonly WantedCorrection[];
  readonly reason: string;
  readonly receivedOn: string;
  readonly residentCode: string | null;
}

/** The desk of a tier above, as the machine of a municipality (CS) reaches it through the gateway. */
export interface UpperDesk {
  asked(): Promise<readonly AskedCorrection[]>;
  take(reception: Reception): Promise<void>;
  report(reception: Reception, decision: Pick<CaseDecision, 'outcome' | 'reason' | 'event'>): Promise<void>;
}

/** Reaches the governor's desk, or the agency's. */
export function createUpperDesk(machine: MachineClient, tier: 'prefectural' | 'national'): UpperDesk {
  const type = tier === 'prefectural' ? 'Prefectural' : 'National';

  async function step(field: string, inputType: string, input: Readonly<Record<string, unknown>>): Promise<void> {
    const document = `mutation Step($input: ${type}${inputType}!) { ${tier}${field}(input: $input) { refusal } }`;
    const { data } = await machine.request<Record<string, { refusal?: string | null } | null>>({
      document,
      variables: { input },
      purpose,
    });
    const refusal = data?.[`${tier}${field}`]?.refusal;
    // Reported before, by a round whose answer was lost: nothing is left to do.
    if (refusal === null || refusal === 'ALREADY_REPORTED') return;
    throw new JukiError('INTERNAL', `The ${tier} tier did not take a step of a correction: ${refusal ?? 'no answer'}.`);
  }

  return {
    async asked() {
      const { data } = await machine.request<Record<string, unknown>>({
        document: `query Asked { ${tier}Corrections {
          number reason receivedOn wanted { item wanted } person { ${tier}Record { residentCode } } } }`,
        purpose,
      });
      const list = data?.[`${tier}Corrections`];
      return Array.isArray(list) ? list.map((entry: unknown) => readAsked(entry, tier)) : [];
    },
    take(reception) {
      const number = receptionNumber(reception);
      return step('TakeCorrection', 'CorrectionStepInput', { key: `take:${number}`, number });
    },
    report(reception, { outcome, reason, event }) {
      const number = receptionNumber(reception);
      return step('ReportCorrection', 'CorrectionReport', { key: `report:${number}`, number, outcome, reason, event });
    },
  };
}

function readAsked(entry: unknown, tier: string): AskedCorrection {
  const { number, wanted, reason, receivedOn, person } = fieldsOf(entry);
  const reception = typeof number === 'string' ? parseReceptionNumber(number) : null;
  if (!reception || typeof reason !== 'string' || typeof receivedOn !== 'string') {
    throw new JukiError('INTERNAL', `A correction from the ${tier} tier does not read as one.`);
  }
  const { residentCode } = fieldsOf(fieldsOf(person)[`${tier}Record`]);
  const code = typeof residentCode === 'string' ? residentCode : null;
  const { body: origin, number: inBook } = reception;
  return { origin, number: inBook, wanted: readWanted(wanted), reason, receivedOn, residentCode: code };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
