import type { DisclosureOutcome, NonDisclosureGround } from '@juki/disclosure';
import { JukiError } from '@juki/errors';
import type { Desk } from './disclosure-desk.ts';

/** A request as the counter sees it. */
export interface ShownRequest {
  readonly number: string;
  readonly kind: 'RECORD' | 'USE_HISTORY';
  readonly channel: string;
  readonly state: string;
  readonly requesterName: string | null;
  readonly receivedOn: string;
  readonly dueOn: string;
  readonly daysLeft: number | null;
  readonly overdue: boolean;
  readonly outcome: DisclosureOutcome | null;
  readonly ground: NonDisclosureGround | null;
  readonly withheldItems: readonly string[];
  readonly documentNumber: string | null;
}

const shown = `number kind channel state requesterName receivedOn dueOn daysLeft overdue outcome ground withheldItems
  documentNumber`;

/** What a step of the desk is called in the graph, and the type of what it takes. */
const steps = {
  receive: ['ReceiveDisclosure', 'DisclosureReception'],
  extend: ['ExtendDisclosure', 'DisclosureExtension'],
  answer: ['AnswerDisclosure', 'DisclosureAnswer'],
  printed: ['NoteDisclosurePrinted', 'DisclosureDocument'],
  handedOver: ['NoteDisclosureHandedOver', 'DisclosureHandOver'],
} as const;

/** Takes a step; what the desk refuses is a fault with the desk's word for it. */
export async function takeStep(
  { tier, type, ask }: Desk,
  step: keyof typeof steps,
  input: Readonly<Record<string, unknown>>,
): Promise<ShownRequest> {
  const [field, inputType] = steps[step];
  const document = `mutation Step($input: ${type}${inputType}!) { result: ${tier}${field}(input: $input) {
    refusal request { ${shown} } } }`;
  const { result } = await ask<{ result: { refusal: string | null; request: ShownRequest | null } | null }>(document, {
    input,
  });
  if (result?.request) return result.request;
  throw new JukiError('OPERATION_REFUSED', `The step is refused: ${result?.refusal ?? 'no answer'}.`);
}

/** All requests of the body, newest first. */
export async function listRequests({ tier, ask }: Desk): Promise<readonly ShownRequest[]> {
  const { list } = await ask<{ list: readonly ShownRequest[] | null }>(
    `query List { list: ${tier}Disclosures { ${shown} } }`,
    {},
  );
  return list ?? [];
}

/** One request. */
export async function findRequest({ tier, ask }: Desk, number: string): Promise<ShownRequest> {
  const { found } = await ask<{ found: ShownRequest | null }>(
    `query Find($number: ID!) { found: ${tier}Disclosure(number: $number) { ${shown} } }`,
    { number },
  );
  if (found) return found;
  throw new JukiError('OPERATION_REFUSED', `There is no request ${number} at this counter.`);
}
