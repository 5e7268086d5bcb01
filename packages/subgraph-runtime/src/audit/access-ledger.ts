import type { JukiError } from '@juki/errors';

/** A person's data behind an object of the answer: whose, in which body's file, and by which search it came. */
export interface Holding {
  /** The person's `ref`, base64url; never recorded itself. */
  readonly ref: string;
  /** Code of the body (団体) that holds the row; `null` while only the person is known. */
  readonly body: string | null;
  /** Normalised search key, for its keyed hash; `null` where the gateway asked by `ref`. */
  readonly argument: string | null;
}

/** What one operation accessed of one subject in one body's file. */
export interface SubjectAccess {
  readonly ref: string;
  readonly body: string;
  readonly argument: string | null;
  readonly coordinates: ReadonlySet<string>;
  readonly rows: number;
  readonly accesses: number;
}

/** A search that found nobody, and in whose file; `null`: in no particular one. */
export interface EmptySearch {
  readonly argument: string;
  readonly body: string | null;
}

/** The accesses of one operation, by subject and body, and the searches that found nobody. */
export interface Accesses {
  readonly subjects: readonly SubjectAccess[];
  readonly empty: readonly EmptySearch[];
  /** Whether the subjects are rows of a file that was answered as one (一括提供). */
  readonly batch: boolean;
}

interface Entry {
  readonly holding: Holding;
  readonly coordinates: Set<string>;
  readonly rows: Set<object>;
  accesses: number;
}

/**
 * Collects, during one request, which resolver touched which coordinate of whose record, so that the records in the log
 * equal the accesses of the resolvers. Loaders say whose an object is; the audit plugin says what was resolved on it.
 */
export class AccessLedger {
  readonly #holdings = new WeakMap<object, Holding>();
  readonly #entries = new Map<string, Entry>();
  readonly #empty = new Map<string, EmptySearch>();
  #batch = false;
  #refusal: JukiError | null = null;

  /** Says whom an object of the answer names. From here on the subject counts as disclosed, if a body is known. */
  holdPerson<T extends object>(person: T, holding: Holding): T {
    this.#holdings.set(person, holding);
    this.#entry(holding);
    return person;
  }

  /** Says whose row of a file an object of the answer shows. */
  holdRow<T extends object>(row: T, holding: Holding): T {
    this.#holdings.set(row, holding);
    this.#entry(holding).rows.add(row);
    return row;
  }

  /**
   * Says that a search was made and found nobody in scope. An empty search is a record: in the log of the body whose file
   * was searched, where the question named one, else in that of the scope.
   */
  foundNobody(argument: string, body: string | null = null): void {
    this.#empty.set(`${body ?? ''} ${argument}`, { argument, body });
  }

  /** Says that this operation answers a file row by row: its records get the mode `batch`. */
  asBatch(): void {
    this.#batch = true;
  }

  /**
   * Refuses the whole operation: nothing of it is answered, and it is recorded as refused. For a query, whose resolvers have
   * changed nothing.
   */
  refuse(fault: JukiError): void {
    this.#refusal ??= fault;
  }

  get refusal(): JukiError | null {
    return this.#refusal;
  }

  holdingOf(value: unknown): Holding | undefined {
    return typeof value === 'object' && value !== null ? this.#holdings.get(value) : undefined;
  }

  /** Notes that a resolver accessed a coordinate of a subject. */
  note(holding: Holding, coordinate: string): void {
    const entry = this.#entry(holding);
    entry.coordinates.add(coordinate);
    entry.accesses += 1;
  }

  /** The accesses so far. A person of whom no row was found in scope is an empty search for that `ref`. */
  close(): Accesses {
    const entries = [...this.#entries.values()];
    const rows = entries.flatMap((entry) =>
      entry.holding.body === null ? [] : [{ ...entry, body: entry.holding.body }],
    );
    const empty = new Map(this.#empty);
    for (const stub of entries.filter((entry) => entry.holding.body === null)) {
      const row = rows.find((entry) => entry.holding.ref === stub.holding.ref);
      const argument = `ref ${stub.holding.ref}`;
      if (!row) empty.set(` ${argument}`, { argument, body: null });
      else {
        for (const coordinate of stub.coordinates) row.coordinates.add(coordinate);
        row.accesses += stub.accesses;
      }
    }
    const subjects = rows.map(({ holding, body, coordinates, rows: { size }, accesses }) => {
      return { ref: holding.ref, argument: holding.argument, body, coordinates, rows: Math.max(1, size), accesses };
    });
    return { subjects, empty: [...empty.values()], batch: this.#batch };
  }

  #entry(holding: Holding): Entry {
    const key = `${holding.body ?? ''} ${holding.ref}`;
    const known = this.#entries.get(key);
    if (known) return known;
    const entry: Entry = { holding, coordinates: new Set(), rows: new Set(), accesses: 0 };
    this.#entries.set(key, entry);
    return entry;
  }
}
