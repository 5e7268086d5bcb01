import { type ErrorCode, JukiError } from '@juki/errors';
import type { Catalogue, LegalDate, Purpose } from '@juki/legal-basis';
import { citeBasis } from './cite-basis.ts';

/** A purpose on the day of the request, with what quotes its articles: a catalogue, or the view of the purpose. */
export interface PurposeOnDay {
  readonly purpose: Purpose;
  readonly date: LegalDate;
  readonly articles: Pick<Catalogue, 'cite'>;
}

/** A refusal that quotes what the purpose rests on. `why` completes a sentence that begins with the purpose. */
export function purposeRefusal(
  code: ErrorCode,
  { purpose, date, articles: from }: PurposeOnDay,
  why: string,
): JukiError {
  const { text, articles } = citeBasis(from, purpose, date);
  return new JukiError(code, `${text}: the purpose ${purpose.id} ${why}`, {
    details: { purpose: purpose.id, articles },
  });
}
