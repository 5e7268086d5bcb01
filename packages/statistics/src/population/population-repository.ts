import type pg from 'pg';

/** People of one municipality, sex and five-year age class. */
export interface PopulationCount {
  readonly municipality: string;
  readonly sex: string;
  /** 0 for 0 to 4, …, 20 for 100 and older. */
  readonly ageClass: number;
  readonly people: number;
}

/** Events of one municipality and reason in a month. */
export interface MoveCount {
  readonly municipality: string;
  readonly reason: string;
  readonly events: number;
}

/** What was published for a reference day. */
export interface Publication {
  readonly threshold: number;
  readonly content: unknown;
  readonly publishedAt: string;
}

/** What a table of statistics tells of. */
export type StatisticsKind = 'POPULATION' | 'MOVES';

/** The governor's file as statistics see it, and what was published from it. */
export interface PopulationRepository {
  population(prefecture: string, reference: string): Promise<readonly PopulationCount[]>;
  /** Of the month that begins on a day. */
  moves(prefecture: string, month: string): Promise<readonly MoveCount[]>;
  published(prefecture: string, kind: StatisticsKind, reference: string): Promise<Publication | null>;
  /** The first one stays: of two at once both read what was written first. */
  publish(asked: {
    prefecture: string;
    kind: StatisticsKind;
    reference: string;
    threshold: number;
    content: unknown;
    at: Date;
  }): Promise<void>;
}

/** Makes the repository: counts as the role that reads, publications as the role that adds. */
export function createPopulationRepository(reader: pg.Pool, writer: pg.Pool): PopulationRepository {
  return {
    async population(prefecture, reference) {
      // 年齢計算ニ関する法律: an age is reached at the end of the day before the birthday.
      const { rows } = await reader.query<{ municipality: string; sex: string; age_class: number; people: string }>(
        `SELECT r.municipality_code AS municipality, r.sex::text AS sex,
           least(date_part('year', age($2::date + 1, r.birth_date))::integer / 5, 20) AS age_class, count(*) AS people
         FROM identity_record r
         WHERE r.prefecture_code = $1 AND r.change_date <= $2::date
           AND (r.superseded_on IS NULL OR r.superseded_on > $2::date) AND r.change_kind <> 'DELETION'
         GROUP BY 1, 2, 3`,
        [prefecture, reference],
      );
      return rows.map(({ municipality, sex, age_class: ageClass, people }) => {
        return { municipality, sex, ageClass, people: Number(people) };
      });
    },
    async moves(prefecture, month) {
      const { rows } = await reader.query<{ municipality: string; reason: string; events: string }>(
        `SELECT r.municipality_code AS municipality, r.change_reason::text AS reason, count(*) AS events
         FROM identity_record r
         WHERE r.prefecture_code = $1 AND r.change_date >= $2::date AND r.change_date < $2::date + interval '1 month'
           AND (r.change_kind <> 'CORRECTION' OR r.change_reason = 'MOVE_WITHIN')
         GROUP BY 1, 2`,
        [prefecture, month],
      );
      return rows.map(({ municipality, reason, events }) => ({ municipality, reason, events: Number(events) }));
    },
    async published(prefecture, kind, reference) {
      const { rows } = await writer.query<{ threshold: number; content: unknown; published_at: Date }>(
        `SELECT threshold, content, published_at FROM statistics_publication
         WHERE prefecture_code = $1 AND kind = $2 AND reference = $3::date`,
        [prefecture, kind, reference],
      );
      const [row] = rows;
      return row
        ? { threshold: row.threshold, content: row.content, publishedAt: row.published_at.toISOString() }
        : null;
    },
    async publish({ prefecture, kind, reference, threshold, content, at }) {
      await writer.query(
        `INSERT INTO statistics_publication (prefecture_code, kind, reference, threshold, content, published_at)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
        [prefecture, kind, reference, threshold, JSON.stringify(content), at],
      );
    },
  };
}
