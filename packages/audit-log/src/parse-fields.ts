/** Fields of an object that came from outside. */
export type Fields = Readonly<Record<string, unknown>>;

/** Reads fields and collects every fault, naming the field and never its value: what is wrong may be personal data. */
export class Faults {
  readonly found: string[] = [];

  object(value: unknown, name: string, names: readonly string[]): Fields {
    if (!isFields(value)) {
      this.found.push(`${name}: must be an object`);
      return {};
    }
    for (const wanted of names) if (!Object.hasOwn(value, wanted)) this.found.push(`${name}.${wanted}: is missing`);
    if (Object.keys(value).some((key) => !names.includes(key))) this.found.push(`${name}: has an unknown field`);
    return value;
  }

  constant<T>(fields: Fields, name: string, wanted: T): T {
    if (fields[name] !== wanted) this.found.push(`${name}: must be ${String(wanted)}`);
    return wanted;
  }

  oneOf<T extends string>(fields: Fields, name: string, words: readonly [T, ...T[]]): T {
    const word = words.find((known) => known === fields[name]);
    if (word === undefined) this.found.push(`${name}: must be one of ${words.join(', ')}`);
    return word ?? words[0];
  }

  text(fields: Fields, name: string, form: RegExp): string {
    return this.#textOf(fields[name], name, form);
  }

  textOrNull(fields: Fields, name: string, form: RegExp): string | null {
    return fields[name] === null ? null : this.#textOf(fields[name], name, form);
  }

  texts(fields: Fields, name: string, form: RegExp): readonly string[] {
    return this.list(fields, name, (item, at) => this.#textOf(item, at, form));
  }

  list<T>(fields: Fields, name: string, read: (item: unknown, name: string) => T): readonly T[] {
    const value = fields[name];
    if (Array.isArray(value)) return value.map((item: unknown) => read(item, name));
    this.found.push(`${name}: must be a list`);
    return [];
  }

  count(fields: Fields, name: string): number {
    const value = fields[name];
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
    this.found.push(`${name}: must be a whole number, not negative`);
    return 0;
  }

  #textOf(value: unknown, name: string, form: RegExp): string {
    if (typeof value === 'string' && form.test(value)) return value;
    this.found.push(`${name}: is not of its form`);
    return '';
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
