import type { Faults } from './faults.ts';

/**
 * One mapping of the raw catalogue, read key by key. Every misfit is added to the faults and replaced by an empty value,
 * so that reading goes on and finds the next one; a catalogue with a fault is never returned.
 */
export class Row {
  readonly where: string;
  readonly #faults: Faults;
  readonly #values: ReadonlyMap<string, unknown>;

  constructor(value: unknown, where: string, faults: Faults, allowed: readonly string[]) {
    this.where = where;
    this.#faults = faults;
    this.#values = mapping(value);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) this.fault('must be a mapping');
    for (const key of this.#values.keys()) {
      if (!allowed.includes(key)) this.fault(`unknown key ${JSON.stringify(key)}`);
    }
  }

  fault(what: string): void {
    this.#faults.add(this.where, what);
  }

  has(key: string): boolean {
    return this.#values.has(key);
  }

  /** Text that must be there. */
  text(key: string): string {
    const value = this.#values.get(key);
    if (typeof value === 'string' && value !== '') return value;
    this.fault(value === undefined ? `${key} is missing` : `${key} must be text`);
    return '';
  }

  /** Text that may be absent or empty. */
  optionalText(key: string): string | null {
    const value = this.#values.get(key);
    if (value === undefined || value === null) return null;
    if (typeof value === 'string') return value;
    this.fault(`${key} must be text (put it in quotes)`);
    return null;
  }

  flag(key: string): boolean {
    const value = this.#values.get(key) ?? false;
    if (typeof value === 'boolean') return value;
    this.fault(`${key} must be true or false`);
    return false;
  }

  /** A list of texts; absent means empty. */
  texts(key: string): string[] {
    const texts: string[] = [];
    for (const entry of this.#list(key)) {
      if (typeof entry === 'string' && entry !== '') texts.push(entry);
      else this.fault(`${key} must be a list of texts`);
    }
    if (new Set(texts).size !== texts.length) this.fault(`${key} repeats an entry`);
    return texts;
  }

  /** One word of a closed vocabulary, or `undefined` with a fault. */
  word<T extends string>(key: string, vocabulary: readonly T[]): T | undefined {
    return this.#known(key, this.text(key), vocabulary);
  }

  /** Words of a closed vocabulary. */
  words<T extends string>(key: string, vocabulary: readonly T[]): T[] {
    return this.texts(key).flatMap((text) => this.#known(key, text, vocabulary) ?? []);
  }

  /** A mapping inside this one, or `null`. */
  row(key: string, allowed: readonly string[]): Row | null {
    if (!this.#values.has(key)) return null;
    return new Row(this.#values.get(key), `${this.where} ${key}`, this.#faults, allowed);
  }

  /** A list of mappings; each is named by its `id` where it has one. */
  rows(key: string, allowed: readonly string[], name = 'id'): Row[] {
    return this.#list(key).map((entry, index) => {
      const label = mapping(entry).get(name);
      const place = typeof label === 'string' ? label : `${this.where} ${key}[${index}]`;
      return new Row(entry, place, this.#faults, allowed);
    });
  }

  /** What stands under a key, for a parser of its own. */
  value(key: string): unknown {
    return this.#values.get(key);
  }

  /** The raw list under a key. */
  list(key: string): readonly unknown[] {
    return this.#list(key);
  }

  #known<T extends string>(key: string, text: string, vocabulary: readonly T[]): T | undefined {
    const word = vocabulary.find((entry) => entry === text);
    if (word === undefined && text !== '')
      this.fault(`${key}: ${JSON.stringify(text)} is none of ${vocabulary.join(', ')}`);
    return word;
  }

  #list(key: string): readonly unknown[] {
    const value = this.#values.get(key);
    if (value === undefined) return [];
    if (Array.isArray(value)) return value;
    this.fault(`${key} must be a list`);
    return [];
  }
}

/** Own keys only: a key named `__proto__` is a key like any other, and unknown. */
function mapping(value: unknown): ReadonlyMap<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return new Map();
  return new Map(Object.entries(value));
}
