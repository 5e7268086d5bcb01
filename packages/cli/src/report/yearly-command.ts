import { type Command, Option } from 'commander';
import { fiscalYear as fiscalYearArgument } from '../arguments.ts';
import type { Commands } from '../command-context.ts';
import { exitCode } from '../exit-code.ts';
import { asKeeper, type KeeperOptions, keeperOptions } from '../retention/keeper.ts';
import { csv } from './csv.ts';

interface Report {
  readonly fiscalYear: number;
  readonly drawnUpOn?: string | null;
  readonly keptTo?: string | null;
  readonly lines: readonly {
    readonly agency: string;
    readonly agencyName: string;
    readonly month: string;
    readonly method: string;
    readonly people: number;
    readonly codes: number;
  }[];
}

/** `juki report yearly`: to whom, in which month, how many, how (施行規則22条); of the agency, or of another body's file. */
export function addYearly(report: Command, { add }: Commands): void {
  const command = keeperOptions(
    report
      .command('yearly')
      .description('the report of provision of a fiscal year (年度): CSV, or with --json JSON')
      .addOption(
        new Option('--fiscal-year <year>', 'the year in which it begins')
          .argParser(fiscalYearArgument)
          .makeOptionMandatory(),
      ),
  );
  const example = 'juki report yearly --fiscal-year 2026 --operator jlis-network-manager > report.csv';
  add<KeeperOptions & { readonly fiscalYear: number }>(command, example, async (options, context) => {
    const { fiscalYear, ...keeper } = options;
    const { tier, field } = await asKeeper(keeper, context.deps);
    const dates = tier === 'national' ? 'drawnUpOn keptTo' : '';
    const answer = await field<Report>(
      {
        kind: 'query',
        field: 'ProvisionReport',
        types: { fiscalYear: 'Int!' },
        variables: { fiscalYear },
        selection: `fiscalYear ${dates} lines { agency agencyName month method people codes }`,
      },
      `juki-report-${tier}`,
    );
    if (tier === 'national' && !answer.drawnUpOn) {
      const words = {
        en: 'The year can still change: this is not the report yet.\n',
        ja: '年度途中の数値であり、報告書ではありません。\n',
      };
      context.deps.say(context.word(words));
    }
    context.answer(answer, () =>
      csv(
        ['month', 'agency', 'agencyName', 'method', 'people', 'codes'],
        answer.lines.map(({ month, agency, agencyName, method, people, codes }) => {
          return [month, agency, agencyName, method, people, codes];
        }),
      ).trimEnd(),
    );
    return exitCode.done;
  });
}
