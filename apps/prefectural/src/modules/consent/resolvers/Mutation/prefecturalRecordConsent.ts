import { parseRef, type SearchKeyInput } from '@juki/subgraph-runtime';
import type { ConsentContext } from '../../consent-context.ts';
import type { ConsentResult, GivenConsent } from '../../consent-services.ts';

/** What is recorded, as the graph carries it. */
interface ConsentInput extends Omit<GivenConsent, 'ref' | 'to'> {
  readonly person: NonNullable<SearchKeyInput['fourItems']>;
  readonly to?: string | null;
}

/** 同意の記録: of the one person whom the four items on the consent find. */
export async function prefecturalRecordConsent(
  _root: unknown,
  { input: { person, to = null, ...given } }: { readonly input: ConsentInput },
  { grant, records, services: { consent } }: ConsentContext,
): Promise<ConsentResult> {
  const people = await records.search({ fourItems: person });
  const found = people.length === 1 ? people[0] : undefined;
  return consent.record(grant, { ...given, to, ref: parseRef(found?.ref) });
}
