import type { LegalDate, Purpose } from '@juki/legal-basis';
import type { Coordinate } from '@juki/schema-directives';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { createView, type PolicyParts } from '../create-policy.ts';
import { decide } from '../decide.ts';
import type { PurposeView } from '../ruling.ts';
import type { Variables } from '../variables.ts';

/** A policy as of a day. */
export interface PolicyAt {
  readonly policy: PolicyParts;
  readonly date: LegalDate;
}

/** An operation as it was recorded, to be decided anew. */
export interface RecordedOperation {
  readonly purpose: string;
  readonly document: DocumentNode;
  readonly operationName?: string | null;
  readonly variables?: Variables;
  readonly ordinance: boolean;
}

/** Two policies or two days of one, and the operations that are to be compared under them. */
export interface DiffQuestion {
  readonly schema: GraphQLSchema;
  readonly before: PolicyAt;
  readonly after: PolicyAt;
  readonly operations: readonly RecordedOperation[];
}

/** What changes for a purpose, or for a recorded operation under it. */
export interface Change {
  readonly purpose: string;
  readonly permits: readonly Coordinate[];
  readonly withholds: readonly Coordinate[];
}

/** What an amendment newly permits and newly withholds; who is untouched is not listed. */
export interface Difference {
  readonly purposes: readonly Change[];
  /** `operation`: its position in the question. */
  readonly operations: readonly (Change & { readonly operation: number })[];
}

/** Compares before and after, purpose by purpose and operation by operation: `juki policy diff`. */
export function diff({ schema, before, after, operations }: DiffQuestion): Difference {
  const ids = [
    ...new Set([...before.policy.catalogue.purposes.keys(), ...after.policy.catalogue.purposes.keys()]),
  ].sort();
  const coordinates = [...new Set([...before.policy.ruleBook.coordinates, ...after.policy.ruleBook.coordinates])];
  const open = (at: PolicyAt, id: string, ordinance: boolean) => {
    const view = viewOf(at, id, ordinance);
    return new Set(coordinates.filter((coordinate) => view?.ruling(coordinate).permitted));
  };
  const read = (at: PolicyAt, { purpose, ordinance, ...recorded }: RecordedOperation) => {
    const view = viewOf(at, purpose, ordinance);
    const decision = view && decide({ ...recorded, schema, view });
    return new Set(decision && decision.verdict !== 'refused' ? decision.coordinates : []);
  };
  return {
    // With the ordinance: what the law newly offers, whether or not a body has made use of it.
    purposes: ids.flatMap((id) => change(id, open(before, id, true), open(after, id, true))),
    operations: operations.flatMap((recorded, operation) =>
      change(recorded.purpose, read(before, recorded), read(after, recorded)).map((it) => ({ ...it, operation })),
    ),
  };
}

function viewOf({ policy, date }: PolicyAt, id: string, ordinance: boolean): PurposeView | undefined {
  const purpose: Purpose | undefined = policy.catalogue.purpose(id);
  return purpose && createView(policy, purpose, date, ordinance);
}

function change(purpose: string, before: ReadonlySet<Coordinate>, after: ReadonlySet<Coordinate>): Change[] {
  const permits = [...after].filter((coordinate) => !before.has(coordinate)).sort();
  const withholds = [...before].filter((coordinate) => !after.has(coordinate)).sort();
  return permits.length + withholds.length > 0 ? [{ purpose, permits, withholds }] : [];
}
