import type { Scope } from '@juki/grants';
import type { ItemColumn, StoredRecord } from './identity-columns.ts';
import type { LocatorKind } from './registry-crypto.ts';

/** Where a person is found: in a municipality, under a `ref`. */
export interface Place {
  readonly municipalityCode: string;
  readonly ref: Uint8Array;
  /** The key that led here. */
  readonly key: Uint8Array;
}

/** Which rows are wanted. */
export interface RecordQuery {
  readonly places: readonly Omit<Place, 'key'>[];
  readonly columns: readonly ItemColumn[];
  /** The row that stands today (`current`) or those that another has superseded, newest first. */
  readonly state: 'current' | 'superseded';
  readonly scope: RowScope;
}

/** A scope that a query can carry in its `where`: a person's own is named by the `ref`s of the login's certificate. */
export type RowScope =
  | Exclude<Scope, { readonly reach: 'self' }>
  | { readonly reach: 'self'; readonly refs: readonly Uint8Array[] };

/**
 * A tier's file in its database, implemented by each app over its Prisma client. Rows outside the scope are excluded in
 * the query itself: for the request they do not exist. A batch is one query.
 */
export interface RegistryRepository {
  locate(kind: LocatorKind, keys: readonly Uint8Array[], scope: RowScope): Promise<readonly Place[]>;
  /** Most recent first. */
  records(query: RecordQuery): Promise<readonly StoredRecord[]>;
}
