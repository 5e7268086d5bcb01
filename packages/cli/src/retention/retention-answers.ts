import { JukiError } from '@juki/errors';

/** An order as the graph shows it. */
export interface Order {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly dueBy: string;
  readonly proposedBy: string;
  readonly plannedRows: number;
  readonly approvals: readonly { readonly operator: string }[];
  readonly erasedRows: number;
  readonly heldRows: number | null;
  readonly certificate: string | null;
}

/** A hold as the graph shows it. */
export interface Hold {
  readonly id: string;
  readonly caseNumber: string;
  readonly person: boolean;
  readonly from: string;
  readonly to: string | null;
  readonly enteredBy: string;
  readonly confirmedBy: string | null;
  readonly releasedOn: string | null;
}

export const orderFields =
  'id kind state dueBy proposedBy plannedRows approvals { operator } erasedRows heldRows certificate';
export const holdFields = 'id caseNumber person from to enteredBy confirmedBy releasedOn';

/** Why an act is refused, for people. */
const words: Readonly<Record<string, string>> = {
  NOTHING_DUE: '保存期間を経過したものはありません。 Nothing is past its period of keeping.',
  ALREADY_OPEN: '別の消去の命令が完了していません。 Another order of the kind is open: see juki retention list.',
  ORDER_UNKNOWN: '該当する命令がありません。 There is no such order of this body.',
  ORDER_CLOSED: '承認の受付は終了しています。 The order is approved, carried out or refused already.',
  OWN_PROPOSAL: '提案者は承認できません。 Who proposed an erasure does not approve it: ask another person.',
  HOLD_UNKNOWN: '該当する消去停止がありません。 There is no such hold of this body.',
  SAME_PERSON: '別の者が行う必要があります。 This takes a second person.',
  ALREADY_DONE: '既に行われています。 Another person did this before.',
  RELEASE_NOT_ASKED: '解除の申請がありません。 Nobody asked for the release: give --reason to ask.',
  PERSON_NOT_FOUND: '該当者がありません。 The four items do not find exactly one person in this file.',
  INPUT_INVALID: '入力に誤りがあります。 Key, period, number or reason is not of its form.',
};

/** The subject of a result, or the refusal as a fault. */
export function done<Value>(refusal: string | null, value: Value | null): Value {
  if (refusal === null && value !== null) return value;
  throw new JukiError('RETENTION_REFUSED', words[refusal ?? ''] ?? `Refused: ${refusal}.`);
}

/** One line of a list. */
export function orderLine(order: Order): readonly string[] {
  const { id, kind, state, dueBy, proposedBy, plannedRows, erasedRows, heldRows } = order;
  const rows = state === 'DONE' ? `${erasedRows} erased, ${heldRows ?? 0} held` : `${plannedRows} due`;
  const approved = order.approvals.map(({ operator }) => operator).join(', ');
  return [id, kind, state, dueBy, rows, `proposed: ${proposedBy}`, approved && `approved: ${approved}`];
}

/** One line of a list. */
export function holdLine({ id, caseNumber, person, from, to, enteredBy, confirmedBy, releasedOn }: Hold) {
  const until = releasedOn ?? to ?? '';
  return [
    id,
    caseNumber,
    person ? 'person' : 'whole file',
    `${from}–${until}`,
    enteredBy,
    confirmedBy ?? '(unconfirmed)',
  ];
}
