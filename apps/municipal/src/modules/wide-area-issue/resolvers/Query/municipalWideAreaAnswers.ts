import { type Person, type RegistryContext, refText } from '@juki/subgraph-runtime';
import type { WideAreaAnswerKind } from '../../wide-area-repository.ts';
import type { WithWideArea } from '../../wide-area-services.ts';

/** One line of the list. */
export interface WideAreaAnswer {
  readonly issuerCode: string;
  readonly answer: WideAreaAnswerKind;
  readonly answeredAt: string;
  readonly persons: number;
  readonly person: Person | null;
}

const lately = 30 * 24 * 3600 * 1000;

/** What the caller's own municipality answered to others (住民基本台帳法12条の4第3項). */
export async function municipalWideAreaAnswers(
  _root: unknown,
  { since }: { readonly since?: string | null },
  { services, grant, now, records }: RegistryContext<WithWideArea>,
): Promise<readonly WideAreaAnswer[]> {
  if (grant.scope.reach !== 'own-municipality') return [];
  const from = Date.parse(`${since ?? ''}T00:00:00+09:00`);
  const start = new Date(Number.isNaN(from) ? now - lately : from);
  const rows = await services['wide-area-issue'].repository.answers(grant.scope.municipality, start);
  return rows.map(({ issuerCode, answer, answeredAt, persons, ref }) => ({
    issuerCode,
    answer,
    answeredAt: answeredAt.toISOString(),
    persons,
    person: ref && records.person(refText(ref)),
  }));
}
