import { checkEvent, eventOfRow, type Fault, faultCodes } from '@juki/change-notification';
import type { ExchangeRow, RowValues } from '@juki/exchange-files';

/** The answer of the graph to one event. */
export interface RowAnswer {
  readonly eventId: string | null;
  readonly outcome: string;
  readonly sequence: number | null;
  readonly faults: readonly Fault[];
}

/** Hands events to the CS through the graph, in their order; an answer for each. */
export type RegisterEvents = (events: readonly RowValues[]) => Promise<readonly RowAnswer[]>;

/** What a line of the result file holds. */
export const answerColumns = ['row', 'line', 'eventId', 'outcome', 'sequence', 'faults'] as const;

/**
 * Answers the rows of a file, in their order. A row whose values the graph cannot even carry (a number where a text belongs,
 * an unknown column) is refused here, with the words that the CS would use.
 */
export async function answerRows(
  rows: readonly ExchangeRow[],
  municipalityCode: string,
  register: RegisterEvents,
): Promise<readonly RowValues[]> {
  const read = rows.map((row) => {
    const event = eventOfRow(row.values, municipalityCode);
    const checked = checkEvent(event);
    const shape = checked.sound ? [] : checked.faults.filter(({ code }) => isOfShape(code));
    return { row, event, faults: shape.length > 0 && !checked.sound ? checked.faults : [] };
  });
  const carried = read.filter(({ faults }) => faults.length === 0);
  const answers = carried.length === 0 ? [] : await register(carried.map(({ event }) => event));
  const answerOf = new Map(carried.map((one, index) => [one, answers[index]]));
  return read.map((one) => lineOf(one.row, answerOf.get(one) ?? refusedHere(one.event, one.faults)));
}

function isOfShape(code: Fault['code']): boolean {
  return code === 'WRONG_TYPE' || code === 'UNKNOWN_FIELD';
}

function refusedHere({ eventId }: RowValues, faults: readonly Fault[]): RowAnswer {
  const named = typeof eventId === 'string' && !faults.some(({ field }) => field === 'eventId');
  return { eventId: named ? eventId : null, outcome: 'REFUSED', sequence: null, faults };
}

function lineOf({ number, line }: ExchangeRow, { eventId, outcome, sequence, faults }: RowAnswer): RowValues {
  const told = faults.map(({ field, code }) => ({ field, code, ja: faultCodes[code].ja, en: faultCodes[code].en }));
  return { row: number, line, eventId, outcome, sequence, faults: told };
}
