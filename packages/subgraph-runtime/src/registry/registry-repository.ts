import type { Scope } from '@juki/grants';
import type { ItemColumn, StoredRecord } from './identity-columns.ts';
import { onlyColumns } from './only-columns.ts';
import type { Bytes, LocatorKind } from './registry-crypto.ts';

/** Where a person is found: in a municipality, under a `ref`. */
export interface Place {
  readonly municipalityCode: string;
  readonly ref: Bytes;
}

/** A scope that a query can carry: a person's own is named by the `ref`s that the certificate of the login leads to. */
export type RowScope = (
  | Exclude<Scope, { readonly reach: 'self' }>
  | { readonly reach: 'self'; readonly refs: readonly Bytes[] }
) & {
  /** Of the persons in the scope these alone. */
  readonly only?: readonly Bytes[];
};

/** Which rows are wanted. */
export interface RecordQuery {
  readonly places: readonly Place[];
  readonly columns: readonly ItemColumn[];
  /** The row that stands today (`current`) or those that another has superseded. */
  readonly state: 'current' | 'superseded';
  readonly scope: RowScope;
}

/**
 * A tier's file in its database. Rows outside the scope are excluded in the query itself: for the request they do not
 * exist. A batch is one query.
 */
export interface RegistryRepository {
  locate(kind: LocatorKind, keys: readonly Bytes[], scope: RowScope): Promise<readonly Place[]>;
  /** Most recent first. */
  records(query: RecordQuery): Promise<readonly StoredRecord[]>;
}

/** The selection of a query, in the words that every Prisma client of a tier's file understands. */
type Selection = Partial<Record<ItemColumn, true>> & { municipalityCode: true; ref: true; supersededOn: true };

/** The two tables of a tier, as an app's repository asks its own Prisma client, and how it words a scope. */
export interface RegistryTables<Within> {
  within(scope: RowScope): Within;
  locators(where: { kind: LocatorKind; key: { in: Bytes[] }; AND: Within }): Promise<readonly Place[]>;
  records(query: {
    where: {
      municipalityCode: { in: string[] };
      ref: { in: Bytes[] };
      supersededOn: null | { not: null };
      AND: Within;
    };
    select: Selection;
    orderBy: { [column: string]: 'desc' }[];
  }): Promise<readonly StoredRecord[]>;
}

/** Puts the questions of the loader into queries. What differs between the tiers stays in their own repositories. */
export function createRegistryRepository<Within>(tables: RegistryTables<Within>): RegistryRepository {
  return {
    locate: (kind, keys, scope) => tables.locators({ kind, key: { in: [...keys] }, AND: tables.within(scope) }),
    async records({ places, columns, state, scope }) {
      const wanted = state === 'current' ? [...columns, ...deciding] : columns;
      const items: Partial<Record<ItemColumn, true>> = Object.fromEntries(wanted.map((column) => [column, true]));
      const rows = await tables.records({
        where: {
          municipalityCode: { in: [...new Set(places.map((place) => place.municipalityCode))] },
          ref: { in: distinct(places.map((place) => place.ref)) },
          supersededOn: state === 'current' ? null : { not: null },
          AND: tables.within(scope),
        },
        select: { ...items, municipalityCode: true, ref: true, supersededOn: true },
        orderBy: state === 'current' ? newest : lastSuperseded,
      });
      return state === 'current' ? rows.toSorted(standingFirst).map((row) => onlyColumns(row, columns)) : rows;
    },
  };
}

/** A person may stand in two municipalities, the one left and the one entered: the later change counts. */
const newest: { [column: string]: 'desc' }[] = [{ changeDate: 'desc' }, { recordId: 'desc' }];
/** What decides between two rows of a person that stand today; read for that alone, and dropped where it was not asked for. */
const deciding = ['changeDate', 'changeKind'] as const satisfies readonly ItemColumn[];
const lastSuperseded: { [column: string]: 'desc' }[] = [{ supersededOn: 'desc' }, { revision: 'desc' }];

/**
 * Left and entered on the same day (転出 and 転入): where the person was entered counts. The database cannot say it, since its
 * enum stands in the order of the law (記載、消除又は修正), with the deletion in the middle. Otherwise the order stays.
 */
function standingFirst(one: StoredRecord, other: StoredRecord): number {
  const later = (other.changeDate?.getTime() ?? 0) - (one.changeDate?.getTime() ?? 0);
  return later || Number(one.changeKind === 'DELETION') - Number(other.changeKind === 'DELETION');
}

function distinct(refs: readonly Bytes[]): Bytes[] {
  return [...new Map(refs.map((ref) => [Buffer.from(ref).toString('hex'), ref])).values()];
}
