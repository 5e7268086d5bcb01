import { createPool } from '@juki/database';
import { JukiError } from '@juki/errors';
import type { Audience, Grant } from '@juki/grants';
import { legalDateAt } from '@juki/legal-basis';
import { createLoop, faultForLog, logFault, type OpenedServices, type ServiceParts } from '@juki/subgraph-runtime';
import { type NotificationCount, notificationCounts } from './notifications/notification-counts.ts';
import { createPopulation, type Population } from './population/create-population.ts';
import { createPopulationRepository } from './population/population-repository.ts';
import { type CountingOptions, createCounting } from './provision/create-counting.ts';
import { monthlyReport, type ProvisionLine } from './provision/monthly-report.ts';
import { fiscalYearAt, fiscalYearOf } from './provision/provision-days.ts';
import { createProvisionRepository, type ProvisionEntry } from './provision/provision-repository.ts';
import { createReportRepository } from './provision/report-repository.ts';

/** A line of a report with the name of the recipient, for people. */
export interface NamedLine extends ProvisionLine {
  readonly agencyName: string;
}

/** 提供状況 of a body in a 年度. */
export interface ProvisionReport {
  readonly fiscalYear: number;
  /** Null while it can still change: the year is not over, or not all of it is counted. */
  readonly drawnUpOn: string | null;
  readonly keptTo: string | null;
  readonly lines: readonly NamedLine[];
}

/** Counts of one tier, for the resolvers. */
export interface StatisticsServices {
  /** The body for which the caller acts, from the scope of the purpose. */
  bodyOf(grant: Pick<Grant, 'scope'>): string;
  report(body: string, fiscalYear: number): Promise<ProvisionReport>;
  /** 帳簿 of a month, `YYYY-MM`. */
  book(body: string, month: string): Promise<readonly ProvisionEntry[]>;
  notifications(body: string, fiscalYear: number): Promise<readonly NotificationCount[]>;
  readonly population: Population;
}

/** Under which articles each tier gives data to others, and what carries the 住民票コード there. */
const given: Readonly<Record<Audience, { readonly provisions: readonly string[]; readonly codes: readonly string[] }>> =
  {
    municipal: { provisions: ['juki-30-14'], codes: ['MunicipalRecord.residentCode'] },
    prefectural: {
      provisions: ['juki-30-13', 'juki-30-15-1', 'juki-30-15-2'],
      codes: ['PrefecturalRecord.residentCode'],
    },
    // 30条の16 names these four.
    national: {
      provisions: ['juki-30-9', 'juki-30-10', 'juki-30-11', 'juki-30-12'],
      codes: ['NationalRecord.residentCode', 'NationalInquiryRecord.residentCode'],
    },
  };

const hour = 3_600_000;
const keptYears = 5;
const monthForm = /^(20[0-9]{2})-(0[1-9]|1[0-2])$/;

/** What of a process the counts need. */
type StatisticsParts = Pick<ServiceParts, 'readerUrl' | 'writer' | 'clock' | 'log' | 'bodies' | 'catalogue'> & {
  readonly logReader: CountingOptions['logReader'];
};

/** Opens the counts of a tier: what its resolvers need, and the worker that folds days and draws up the yearly report. */
export function openStatistics(tier: Audience, parts: StatisticsParts): OpenedServices<StatisticsServices> {
  const { writer, clock, log, bodies, catalogue, logReader } = parts;
  const reader = createPool(parts.readerUrl, { max: 2, statementMilliseconds: 120_000, plan: 'each' }, (fault) =>
    log.warn({ fault: faultForLog(fault) }, 'a connection to the database was lost'),
  );
  const { provisions, codes } = given[tier];
  const repository = createProvisionRepository(writer);
  const counting = createCounting({ repository, logReader, catalogue, provisions, codes, clock });
  const reports = createReportRepository(writer);
  const drawsUp = tier === 'national';

  const named = (line: ProvisionLine): NamedLine => {
    return { ...line, agencyName: catalogue.agency(line.agency)?.names.ja ?? line.agency };
  };

  async function linesOf(body: string, fiscalYear: number): Promise<readonly ProvisionLine[]> {
    const { from, before } = fiscalYearOf(fiscalYear);
    return monthlyReport(await counting.entries(body, from, before));
  }

  /** 30条の16: at least once a year, here as soon as every day of the year is folded. */
  async function drawUp(body: string): Promise<void> {
    const today = legalDateAt(clock());
    const fiscalYear = fiscalYearAt(today) - 1;
    const { before } = fiscalYearOf(fiscalYear);
    if ((await counting.openFrom(body)) < before || (await reports.find(body, fiscalYear))) return;
    const lines = await linesOf(body, fiscalYear);
    const keptTo = `${Number(today.slice(0, 4)) + keptYears}-12-31`;
    await reports.add(body, fiscalYear, { drawnUpOn: today, keptTo, lines });
  }

  const folding = createLoop({
    name: 'counting of provisions',
    everyMs: hour,
    async run() {
      for (const body of bodies.all) {
        await counting.fold(body);
        if (drawsUp) await drawUp(body);
      }
      return 'idle';
    },
    onFault: logFault(log, 'counting of provisions'),
  });

  const services: StatisticsServices = {
    bodyOf: ({ scope }) => bodies.ofScope(scope),
    async report(body, fiscalYear) {
      assertFiscalYear(fiscalYear);
      const stored = drawsUp ? await reports.find(body, fiscalYear) : null;
      const lines = stored?.lines ?? (await linesOf(body, fiscalYear));
      const { drawnUpOn = null, keptTo = null } = stored ?? {};
      return { fiscalYear, drawnUpOn, keptTo, lines: lines.map(named) };
    },
    async book(body, month) {
      if (!monthForm.test(month)) throw new JukiError('BAD_PERIOD', 'A month is written YYYY-MM.');
      const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))];
      const before = new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10);
      return counting.entries(body, `${month}-01`, before);
    },
    notifications(body, fiscalYear) {
      assertFiscalYear(fiscalYear);
      const { from, before } = fiscalYearOf(fiscalYear);
      return notificationCounts(reader, { tier, body, from: from.slice(0, 7), before: before.slice(0, 7) });
    },
    population: createPopulation({ repository: createPopulationRepository(reader, writer), clock }),
  };
  return { services, workers: [folding], close: () => reader.end() };
}

function assertFiscalYear(fiscalYear: number): void {
  if (Number.isInteger(fiscalYear) && fiscalYear >= 2002 && fiscalYear <= 2999) return;
  throw new JukiError('BAD_PERIOD', 'A fiscal year (年度) is the year in which it begins, from 2002 on.');
}
