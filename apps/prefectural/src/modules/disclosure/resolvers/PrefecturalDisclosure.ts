import type { DisclosureView, PageInput, UsePage } from '@juki/disclosure/tier';
import type { Person } from '@juki/subgraph-runtime';
import type { PrefecturalDisclosureContext } from '../disclosure-services.ts';

/** 開示請求. The record itself is answered by the record types, and recorded as they are. */
export const PrefecturalDisclosure = {
  person(
    { disclosed, kind }: DisclosureView,
    _none: unknown,
    { records }: PrefecturalDisclosureContext,
  ): Person | null {
    return kind === 'RECORD' ? records.person(disclosed) : null;
  },
  async uses(
    { disclosed, kind, body }: DisclosureView,
    page: PageInput,
    context: PrefecturalDisclosureContext,
  ): Promise<UsePage | null> {
    if (kind !== 'USE_HISTORY' || disclosed === null) return null;
    return context.services.disclosure.uses.ofPerson(context, { ref: disclosed, body }, page);
  },
};
