import type { Citation } from '@juki/legal-basis';
import type { GraphQLFormattedError } from 'graphql';
import type { Decision, Withheld } from './decision.ts';

/**
 * The errors that tell the caller what was withheld: one for each coordinate, without a path, so that they count neither
 * rows nor aliases. They quote the article; they say nothing of other purposes.
 */
export function withheldErrors(decision: Decision): readonly GraphQLFormattedError[] {
  const byCoordinate = new Map<string, Withheld[]>();
  for (const entry of decision.withheld) {
    byCoordinate.set(entry.coordinate, [...(byCoordinate.get(entry.coordinate) ?? []), entry]);
  }
  return [...byCoordinate.values()].flatMap(([first, ...more]) => {
    if (!first) return [];
    const { coordinate, reason, needed } = first;
    const fields = [first, ...more].map(({ field }) => field);
    return {
      message: messageOf(first),
      extensions: { code: 'WITHHELD', coordinate, fields, reason, provisions: needed.map(quoted) },
    };
  });
}

/** Why a coordinate is withheld, in one sentence with its articles. */
function messageOf({ coordinate, reason, needed }: Pick<Withheld, 'coordinate' | 'reason' | 'needed'>): string {
  const articles = needed
    .map(({ ja, uncertain }) => (uncertain ? `${ja} (number on that day unverified)` : ja))
    .join(', ');
  switch (reason) {
    case 'NO_BASIS_FOR_PURPOSE':
      return `${coordinate} needs ${articles}, on which this purpose does not rest.`;
    case 'ITEM_NOT_GRANTED':
      return `${coordinate} carries an item that ${articles} does not give to this purpose.`;
    case 'NOT_IN_FORCE':
      return `${coordinate} needs ${articles}, not in force for this purpose on the day of the request.`;
    case 'ORDINANCE_MISSING':
      return `${coordinate} needs ${articles} with an ordinance (条例) of your body, and none is on file.`;
    case 'NO_SECOND_HOP':
      return `${coordinate} is answered under the affair that the law links to the stated purpose for an inquiry to the agency (住民基本台帳法30条の11), and it links none.`;
    case 'PROHIBITED':
      return `${coordinate} is closed by ${articles}.`;
    case 'UNRULED':
      return `${coordinate} has no rule, so it is closed.`;
  }
}

function quoted({ provision, ja, en, uncertain }: Citation) {
  return { id: provision, ja, en, uncertain };
}
