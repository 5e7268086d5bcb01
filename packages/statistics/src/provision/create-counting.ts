import type { LogReader } from '@juki/audit-log/postgres';
import { type Catalogue, legalDateAt } from '@juki/legal-basis';
import { beginningOf, daysBetween, nextDay } from './provision-days.ts';
import type { ProvisionEntry, ProvisionRepository } from './provision-repository.ts';

/** What the counting of one tier is made of. */
export interface CountingOptions {
  readonly repository: ProvisionRepository;
  readonly logReader: Pick<LogReader, 'tally' | 'firstRecordAt'>;
  readonly catalogue: Pick<Catalogue, 'purpose' | 'provision' | 'covers'>;
  /** The articles under which this tier provides. */
  readonly provisions: readonly string[];
  /** The coordinates that carry the 住民票コード in this tier's answers. */
  readonly codes: readonly string[];
  readonly clock: () => number;
}

/** Counts provisions by recipient, purpose and day. */
export interface Counting {
  /** Folds what days are over; how many it folded. */
  fold(body: string): Promise<number>;
  /** Days in Asia/Tokyo, the second not included. Days that are not folded yet are counted in the log. */
  entries(body: string, from: string, before: string): Promise<readonly ProvisionEntry[]>;
  /** The first day that could still change. */
  openFrom(body: string): Promise<string>;
}

/** A record may reach the log this long after its own time. */
const lateMilliseconds = 3_600_000;

/**
 * Counts come from the log itself: what was disclosed is what was recorded, so the numbers of the report cannot differ from
 * it. A day that is over is counted once and kept, which is cheap and outlives the records; an open day is counted when
 * asked.
 */
export function createCounting(options: CountingOptions): Counting {
  const { repository, logReader, catalogue, provisions, codes, clock } = options;

  const roots = provisions.flatMap((id) => catalogue.provision(id)?.id ?? []);

  async function count(body: string, day: string): Promise<readonly ProvisionEntry[]> {
    const [from, before] = [beginningOf(day), beginningOf(nextDay(day))].map((at) => new Date(at).toISOString());
    const tallies = await logReader.tally({ body, from: from ?? '', before: before ?? '', coordinates: codes });
    return tallies
      .filter(({ purpose }) => isProvision(purpose))
      .map(({ agency, purpose, batch, people, withCoordinates }) => {
        return { day, agency, purpose, method: batch ? 'BULK' : 'IMMEDIATE', people, codes: withCoordinates } as const;
      });
  }

  function isProvision(id: string): boolean {
    const grants = catalogue.purpose(id)?.grants ?? [];
    return grants.some(({ provision }) => roots.some((required) => catalogue.covers(required, provision)));
  }

  async function openFrom(body: string): Promise<string> {
    const folded = await repository.unfoldedFrom(body);
    if (folded !== null) return folded;
    const first = await logReader.firstRecordAt(body);
    return legalDateAt(first === null ? clock() : Date.parse(first));
  }

  return {
    openFrom,
    async fold(body) {
      let folded = 0;
      for (const day of daysBetween(await openFrom(body), legalDateAt(clock() - lateMilliseconds))) {
        await repository.fold(body, day, await count(body, day), new Date(clock()));
        folded += 1;
      }
      return folded;
    },
    async entries(body, from, before) {
      const open = await openFrom(body);
      const entries = [...(await repository.entries(body, from, before))];
      const end = [before, nextDay(legalDateAt(clock()))].sort()[0] ?? before;
      const start = [open, from].sort()[1] ?? from;
      for (const day of daysBetween(start, end)) entries.push(...(await count(body, day)));
      return entries;
    },
  };
}
