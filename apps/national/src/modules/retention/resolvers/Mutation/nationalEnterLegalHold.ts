import type { HoldResult } from '@juki/retention';
import { parseRef, type SearchKeyInput } from '@juki/subgraph-runtime';
import type { RetentionContext } from '../../retention-context.ts';

/** What is entered, as the graph carries it. */
interface LegalHoldInput {
  readonly key: string;
  readonly caseNumber: string;
  readonly person?: SearchKeyInput['fourItems'];
  readonly from: string;
  readonly to?: string | null;
  readonly reason: string;
}

/** 消去停止の登録: of one person, whom the four items must find in this file, or of the whole file. */
export async function nationalEnterLegalHold(
  _root: unknown,
  { input: { person, to = null, ...input } }: { readonly input: LegalHoldInput },
  { grant, records, services: { retention } }: RetentionContext,
): Promise<HoldResult> {
  const people = person ? await records.search({ fourItems: person }) : [];
  const [found] = people;
  if (person && (people.length !== 1 || !found)) return { refusal: 'PERSON_NOT_FOUND', hold: null };
  return retention.enterHold({
    ...input,
    to,
    body: retention.bodyOf(grant),
    ref: parseRef(found?.ref ?? null),
    operator: grant.actor.operator,
  });
}
