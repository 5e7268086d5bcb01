import { type Command, InvalidArgumentError, Option } from 'commander';
import { asOperator } from '../changes/as-operator.ts';
import type { Commands } from '../command-context.ts';
import { exitCode } from '../exit-code.ts';
import { type KeeperOptions, keeperOptions } from '../retention/keeper.ts';
import { csv } from './csv.ts';

interface Statistics {
  readonly reference: string;
  readonly threshold: number;
  readonly withheld: boolean;
  readonly cells: readonly {
    readonly municipality: string | null;
    readonly sex: string | null;
    readonly ageClass: string | null;
    readonly value: number | null;
  }[];
}

interface PopulationOptions extends KeeperOptions {
  readonly month: string;
  readonly case: string;
}

const document = `query Population($month: String!) {
  statistics: prefecturalPopulation(month: $month) { reference threshold withheld cells { municipality sex ageClass value } }
}`;

/** `juki report population`: by municipality, sex and five-year age class on the first of a month; small numbers suppressed. */
export function addPopulation(report: Command, { add }: Commands): void {
  const command = keeperOptions(
    report
      .command('population')
      .description('population of a prefecture, suppressed numbers as X: CSV, or with --json JSON')
      .addOption(
        new Option('--month <month>', 'its first day is meant, YYYY-MM').argParser(month).makeOptionMandatory(),
      )
      .requiredOption('--case <number>', 'number of the usage ledger (利用管理簿)'),
  );
  const example = 'juki report population --month 2026-11 --case R8-T-1 --operator osaka-network-officer';
  add<PopulationOptions>(command, example, async ({ month: asked, case: number, ...options }, context) => {
    const { ask } = await asOperator(options, context.deps);
    const question = { document, variables: { month: asked }, purpose: 'juki-statistics', case: number };
    const { statistics } = await ask<{ readonly statistics: Statistics }>(question);
    context.answer(statistics, () =>
      csv(
        ['municipality', 'sex', 'ageClass', 'people'],
        statistics.cells.map(({ municipality, sex, ageClass, value }) => {
          return [municipality ?? 'total', sex ?? 'total', ageClass ?? 'total', value ?? 'X'];
        }),
      ).trimEnd(),
    );
    return exitCode.done;
  });
}

function month(text: string): string {
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) return text;
  throw new InvalidArgumentError('It must be a month, written YYYY-MM.');
}
