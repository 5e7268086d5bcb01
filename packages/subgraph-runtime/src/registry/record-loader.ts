import { JukiError } from '@juki/errors';
import type { Scope } from '@juki/grants';
import DataLoader from 'dataloader';
import type { AccessLedger } from '../audit/access-ledger.ts';
import { columnsOf, type StoredRecord } from './identity-columns.ts';
import { type IdentityRecord, openRecord, parseRef, refText } from './identity-record.ts';
import { onlyColumns } from './only-columns.ts';
import type { Bytes, RegistryCrypto } from './registry-crypto.ts';
import type { RecordQuery, RegistryRepository, RowScope } from './registry-repository.ts';
import { argumentsOf, parseSearch, type Search, type SearchKeyInput } from './search-key.ts';

/** The person (人) of the graph: a `ref`, and by which search it came. */
export interface Person {
  readonly __typename: 'Person';
  readonly ref: string;
  readonly argument: string | null;
}

/** What the loader of one request is bound to. */
export interface RecordLoaderOptions {
  readonly repository: RegistryRepository;
  readonly crypto: RegistryCrypto;
  readonly scope: Scope;
  /** Coordinates of the operation, all of them granted: they say which columns are read. */
  readonly coordinates: ReadonlySet<string>;
  /** Names of the types that show a row of this tier, `MunicipalRecord`. */
  readonly recordTypes: readonly string[];
  /** The body (団体) whose file holds a row. */
  readonly bodyOf: (municipalityCode: string) => string;
  readonly ledger: AccessLedger;
  /** The only persons whom the affair reaches inside its scope; `null`: all of them. Others are as if not there. */
  readonly only?: () => Promise<readonly Bytes[] | null>;
}

/** What one of many keys led to. */
export type SearchEach = { readonly people: readonly Person[] } | { readonly fault: JukiError };

/** Answers the resolvers of one request from a tier's file. */
export interface RecordLoader {
  search(key: SearchKeyInput): Promise<readonly Person[]>;
  /**
   * Answers many keys (一括提供) by one query for each kind of key and one for all records. A key that is none is its own fault
   * and leaves the others alone.
   */
  searchEach(keys: readonly SearchKeyInput[]): Promise<readonly SearchEach[]>;
  /** The person who asks (住民基本台帳法30条の32); `null` where the file does not hold them. */
  self(): Promise<Person | null>;
  /** A person whom the gateway knows by `ref` from another tier. */
  person(ref: unknown): Person | null;
  current(person: Person): Promise<IdentityRecord | null>;
  history(record: IdentityRecord): Promise<readonly IdentityRecord[]>;
}

/** Makes the loader of one request. It lives as long as the request, so nothing is shared between grants. */
export function createRecordLoader(options: RecordLoaderOptions): RecordLoader {
  const { repository, crypto, coordinates, recordTypes, bodyOf, ledger, scope } = options;
  const columnsFor = (types: readonly string[]) => [...new Set(types.flatMap((type) => columnsOf(type, coordinates)))];
  const columns = columnsFor(recordTypes);
  const revisionColumns = columnsFor(recordTypes.map((type) => `${type}Revision`));
  let resolved: Promise<RowScope> | undefined;

  function rowScope(): Promise<RowScope> {
    resolved ??= narrowedScope(options);
    return resolved;
  }

  async function rowsOf(refs: readonly string[], wanted: Pick<RecordQuery, 'columns' | 'state'>) {
    const keys = refs.flatMap((ref) => parseRef(ref) ?? []);
    const within = await rowScope();
    const places = keys.length === 0 ? [] : await repository.locate('ref', keys, within);
    const rows = places.length === 0 ? [] : await repository.records({ ...wanted, places, scope: within });
    return byRef(rows);
  }

  const currents = new DataLoader<string, IdentityRecord | null, string>(
    async (refs) => {
      const rows = await rowsOf(refs, { columns, state: 'current' });
      return refs.map((ref) => {
        const row = rows.get(ref)?.[0];
        return row ? openRecord(row, crypto) : null;
      });
    },
    { cacheKeyFn: (ref) => `${ref} ${columns.join()}` },
  );

  const histories = new DataLoader<IdentityRecord, readonly IdentityRecord[], string>(
    async (records) => {
      const refs = [...new Set(records.map(({ ref }) => ref))];
      const rows = await rowsOf(refs, { columns: revisionColumns, state: 'superseded' });
      return records.map(({ ref, municipalityCode }) => {
        const ofBody = (rows.get(ref) ?? []).filter((row) => bodyOf(row.municipalityCode) === bodyOf(municipalityCode));
        return ofBody.map((row) => openRecord(row, crypto));
      });
    },
    { cacheKeyFn: ({ ref, municipalityCode }) => `${ref} ${bodyOf(municipalityCode)} ${revisionColumns.join()}` },
  );

  /** The persons whose rows stand for a key today; their rows are remembered for `current`. */
  function foundBy(search: Search, rows: readonly StoredRecord[]): readonly Person[] {
    const found = byRef(rows);
    if (found.size === 0) ledger.foundNobody(search.argument);
    return [...found].flatMap(([ref, [row]]) => {
      if (!row) return [];
      currents.prime(ref, openRecord(onlyColumns(row, columns), crypto));
      const holding = { ref, body: bodyOf(row.municipalityCode), argument: search.argument };
      return [ledger.holdPerson({ __typename: 'Person', ref, argument: search.argument } as const, holding)];
    });
  }

  /** Looks where many keys lead, and keeps what matches today. */
  async function findEach(searches: readonly (Search | JukiError)[]): Promise<readonly SearchEach[]> {
    const within = await rowScope();
    const sound = searches.flatMap((search) => (search instanceof JukiError ? [] : [search]));
    const kinds = new Set(sound.map(({ kind }) => kind));
    const located = await Promise.all(
      [...kinds].map((kind) => repository.locate(kind, distinctKeys(sound, kind), within)),
    );
    const places = located.flat();
    const wanted = [...new Set([...columns, ...sound.flatMap((search) => search.columns)])];
    const query = { places, columns: wanted, state: 'current', scope: within } as const;
    const rows = places.length === 0 ? [] : await repository.records(query);
    const byArgument = new Map<string, StoredRecord[]>();
    for (const row of rows) {
      for (const argument of argumentsOf(row, kinds, crypto)) {
        const known = byArgument.get(argument);
        if (known) known.push(row);
        else byArgument.set(argument, [row]);
      }
    }
    return searches.map((search) => {
      if (search instanceof JukiError) return { fault: search };
      return { people: foundBy(search, byArgument.get(search.argument) ?? []) };
    });
  }

  /** Searches that one operation makes at once (rows of a file at the second hop) are answered together. */
  const searches = new DataLoader<SearchKeyInput, readonly Person[]>(
    async (keys) => {
      const found = await findEach(keys.map((key) => parsedOrFault(key, crypto)));
      return found.map((answer) => ('fault' in answer ? answer.fault : answer.people));
    },
    { cache: false },
  );

  return {
    search: (key) => searches.load(key),
    searchEach: (keys) => findEach(keys.map((key) => parsedOrFault(key, crypto))),
    async self() {
      const own = await rowScope();
      if (scope.reach !== 'self' || own.reach !== 'self') return null;
      const argument = `certificate ${scope.certificate}`;
      const [record] = (await currents.loadMany(own.refs.map(refText))).map(orThrow).filter((found) => found !== null);
      if (!record) {
        ledger.foundNobody(argument);
        return null;
      }
      const holding = { ref: record.ref, body: bodyOf(record.municipalityCode), argument };
      return ledger.holdPerson({ __typename: 'Person', ref: record.ref, argument } as const, holding);
    },
    person(ref) {
      if (typeof ref !== 'string' || !parseRef(ref)) return null;
      return ledger.holdPerson({ __typename: 'Person', ref, argument: null } as const, {
        ref,
        body: null,
        argument: null,
      });
    },
    async current({ ref, argument }) {
      const record = await currents.load(ref);
      return record && ledger.holdRow(record, { ref, body: bodyOf(record.municipalityCode), argument });
    },
    async history(record) {
      const argument = ledger.holdingOf(record)?.argument ?? null;
      const body = bodyOf(record.municipalityCode);
      const revisions = await histories.load(record);
      return revisions.map((revision) => ledger.holdRow(revision, { ref: record.ref, body, argument }));
    },
  };
}

/** A scope, and of the persons in it those alone whom the affair reaches (30条の15第1項3号: who consented). */
async function narrowedScope(options: RecordLoaderOptions): Promise<RowScope> {
  const only = (await options.only?.()) ?? null;
  const scope = await resolveScope(options.scope, options);
  return only === null ? scope : { ...scope, only };
}

/** 30条の32: the rows of the person who asks, found by the certificate of the login, whichever municipality holds them. */
async function resolveScope(scope: Scope, { repository, crypto }: RecordLoaderOptions): Promise<RowScope> {
  if (scope.reach !== 'self') return scope;
  const key = crypto.locatorKey('certificate', scope.certificate);
  const places = await repository.locate('certificate', [key], { reach: 'nationwide' });
  return { reach: 'self', refs: places.map(({ ref }) => ref) };
}

function byRef(rows: readonly StoredRecord[]): ReadonlyMap<string, readonly StoredRecord[]> {
  const grouped = new Map<string, StoredRecord[]>();
  for (const row of rows) {
    const ref = refText(row.ref);
    const group = grouped.get(ref);
    if (group) group.push(row);
    else grouped.set(ref, [row]);
  }
  return grouped;
}

function parsedOrFault(key: SearchKeyInput, crypto: RegistryCrypto): Search | JukiError {
  try {
    return parseSearch(key, crypto);
  } catch (fault) {
    if (fault instanceof JukiError) return fault;
    throw fault;
  }
}

function distinctKeys(searches: readonly Search[], kind: Search['kind']): readonly Bytes[] {
  const ofKind = searches.filter((search) => search.kind === kind);
  return [...new Map(ofKind.map(({ argument, locatorKey }) => [argument, locatorKey])).values()];
}

function orThrow<T>(found: T | Error): T {
  if (found instanceof Error) throw found;
  return found;
}
