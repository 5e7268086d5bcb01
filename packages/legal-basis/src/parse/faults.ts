import { JukiError } from '@juki/errors';

/** Gathers every fault of a catalogue, so that the officer who amends it sees all of them at once. */
export class Faults {
  readonly #found: string[] = [];

  add(where: string, what: string): void {
    this.#found.push(`${where}: ${what}`);
  }

  /** Throws `CATALOGUE_INVALID` with all faults; does nothing when there are none. */
  throwIfAny(): void {
    const [first] = this.#found;
    if (first === undefined) return;
    throw new JukiError(
      'CATALOGUE_INVALID',
      `the catalogue has ${this.#found.length} faults; the first: ${first}. details.faults lists all of them`,
      { details: { faults: [...this.#found] } },
    );
  }
}
