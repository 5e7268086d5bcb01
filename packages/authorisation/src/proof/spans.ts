import {
  type Catalogue,
  dayAfter,
  type Interval,
  type LegalDate,
  type Purpose,
  parseLegalDate,
} from '@juki/legal-basis';

/** A span of days in which nothing that concerns a purpose changes: its first day (`null`: always before), and any day of it. */
export interface Span {
  readonly from: LegalDate | null;
  readonly day: LegalDate;
}

const beforeAnyLaw = parseLegalDate('1000-01-01');

/**
 * The spans of one purpose: cut wherever the purpose, one of its grants, a provision that it rests on, an item or a
 * prohibition comes into or goes out of force. Inside a span every day has the same rulings. `other`: a purpose on which they
 * depend as well, since one of the two is the second hop of the other.
 */
export function spans(catalogue: Catalogue, purpose: Purpose, other: Purpose | null = null): readonly Span[] {
  const prohibitions = [...catalogue.provisions.values()].filter(({ kind }) => kind === 'prohibition');
  const intervals: (Interval | undefined)[] = [
    ...[purpose, ...(other ? [other] : [])].flatMap(({ inForce, grants }) => [
      inForce,
      ...grants.flatMap((grant) => [grant.inForce, catalogue.provision(grant.provision)?.inForce]),
    ]),
    ...prohibitions.map(({ inForce }) => inForce),
    ...[...catalogue.items.values()].map(({ inForce }) => inForce),
  ];
  const days = new Set<LegalDate>();
  for (const interval of intervals) {
    if (interval?.from) days.add(interval.from);
    if (interval?.to) days.add(dayAfter(interval.to));
  }
  return [{ from: null, day: beforeAnyLaw }, ...[...days].sort().map((day) => ({ from: day, day }))];
}
