import type { Scope } from '@juki/grants';
import { type Matrix, matrixPermits, matrixRow } from '@juki/schema-directives';
import type { Policy } from './policy.ts';

/** Where an agency (機関) stands, from the register of agencies. */
export interface Seat {
  readonly prefecture: string | null;
  readonly municipality: string | null;
}

/** What a policy is made of: the snapshot's hash and matrix, and the register of agencies. */
export interface PolicyOptions {
  readonly snapshot: string;
  readonly matrix: Matrix;
  readonly seatOf: (agency: string) => Seat | undefined;
}

/** The policy of a subgraph from its own copy of the snapshot. Whatever the copy does not know is closed. */
export function createPolicy({ snapshot, matrix, seatOf }: PolicyOptions): Policy {
  return {
    snapshot,
    permits: ({ purpose, secondHopOf, coordinate, date, ordinances }) =>
      matrixPermits(matrix, { purpose, secondHopOf, date, ordinance: ordinances.includes(purpose) }, coordinate),
    reaches({ agency, scope, ...asked }) {
      const reach = matrixRow(matrix, asked)?.reach;
      const seat = seatOf(agency);
      return seat !== undefined && reach === scope.reach && isOwn(scope, seat);
    },
    secondHop: (purpose) => matrix.purposes[purpose]?.secondHop?.purpose ?? null,
  };
}

function isOwn(scope: Scope, seat: Seat): boolean {
  switch (scope.reach) {
    case 'own-prefecture':
    case 'outside-prefecture':
      return scope.prefecture === seat.prefecture;
    case 'own-municipality':
      return scope.municipality === seat.municipality;
    default:
      return true;
  }
}
