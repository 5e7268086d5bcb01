import type { AnsweredRow, BulkOperations } from './bulk-operations.ts';
import type { RequestHead } from './request-head.ts';
import type { RequestRow } from './request-row.ts';

/** A row of the result. */
export interface ResultRow {
  readonly rowKey: string;
  readonly verdict: string;
  readonly fault: string | null;
  readonly items: Readonly<Record<string, unknown>>;
}

/** The outcome of a chunk. */
export interface ChunkOutcome {
  readonly refusal: string | null;
  readonly rows: readonly ResultRow[];
  readonly withheld: readonly string[];
}

/**
 * Asks the rows of a chunk. Where the purpose may not search by a kind of key (the gateway withholds the whole question,
 * rather than widen it), the rows of that kind are held back, `NOT_PERMITTED`, and the others asked again. What is learnt is
 * kept for the chunks to come.
 */
export function createChunkAsker(operations: BulkOperations, head: RequestHead, tierPrefix: string) {
  const closed = new Set<KeyKind>();

  return async function ask(chunk: number, rows: readonly RequestRow[]): Promise<ChunkOutcome> {
    const keys = rows.map(({ key }) => (key === null || closed.has(kindOf(key)) ? null : key));
    const { refusal, rows: answered, withheld } = await operations.inquire({ ...head, chunk }, keys);
    const learnt = keyKinds.filter(
      (kind) => !closed.has(kind) && withheld.some((coordinate) => isOfKind(coordinate, kind, tierPrefix)),
    );
    if (learnt.length > 0) {
      for (const kind of learnt) closed.add(kind);
      const again = await ask(chunk, rows);
      return { ...again, withheld: [...withheld, ...again.withheld] };
    }
    if (refusal !== null) return { refusal, rows: [], withheld };
    return { refusal, rows: rows.map((row, at) => outcomeOf(row, answered[at])), withheld };
  };

  function outcomeOf({ rowKey, key, fault }: RequestRow, answered: AnsweredRow | undefined): ResultRow {
    if (key === null) return { rowKey, verdict: 'KEY_INVALID', fault, items: {} };
    if (closed.has(kindOf(key)))
      return { rowKey, verdict: 'NOT_PERMITTED', fault: `${kindOf(key)}: no basis`, items: {} };
    const { verdict = 'NOT_ANSWERED', fault: found = null, items = null } = answered ?? {};
    return { rowKey, verdict, fault: found, items: items ?? {} };
  }
}

const keyKinds = ['individualNumber', 'residentCode', 'fourItems'] as const;
type KeyKind = (typeof keyKinds)[number];

function kindOf(key: NonNullable<RequestRow['key']>): KeyKind {
  if (key.individualNumber !== undefined) return 'individualNumber';
  return key.residentCode === undefined ? 'fourItems' : 'residentCode';
}

function isOfKind(coordinate: string, kind: KeyKind, prefix: string): boolean {
  return (
    coordinate === `${prefix}SearchKey.${kind}` ||
    (kind === 'fourItems' && coordinate.startsWith(`${prefix}FourItems.`))
  );
}
