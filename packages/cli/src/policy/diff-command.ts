import { type Change, type Difference, diff, type RecordedOperation } from '@juki/authorisation';
import type { LegalDate } from '@juki/legal-basis';
import type { Command } from 'commander';
import { collect, day, path } from '../arguments.ts';
import type { Commands } from '../command-context.ts';
import { exitCode } from '../exit-code.ts';
import type { Bilingual } from '../language.ts';
import { UsageFault } from '../usage-fault.ts';
import { readOperations } from './read-operations.ts';

interface DiffOptions {
  readonly at?: readonly LegalDate[];
  readonly operations?: readonly string[];
}

/** `juki policy diff`: what an amendment newly permits and withholds. */
export function addDiff(policy: Command, { add }: Commands): void {
  const command = policy
    .command('diff')
    .description('say what comes open and what closes between two days, for every purpose and for recorded operations')
    .option('--at <day>', 'a day; give it twice, the earlier one first', collect(day))
    .option(
      '--operations <files...>',
      'recorded operations: JSON, {purpose, query, operationName, variables, ordinance}, one or a list',
      collect(path),
    );
  add<DiffOptions>(
    command,
    'juki policy diff --at 2026-08-01 --at 2027-04-01',
    async ({ at = [], operations = [] }, context) => {
      const [before, after, ...more] = at;
      if (before === undefined || after === undefined || more.length > 0)
        throw new UsageFault('Give --at exactly twice: before and after.');
      const { policy: rules, schema } = await context.deps.loadRules();
      const recorded = (await Promise.all(operations.map((file) => readOperations(file, schema)))).flat();
      const difference = diff({
        schema,
        before: { policy: rules, date: before },
        after: { policy: rules, date: after },
        operations: recorded,
      });
      context.answer({ before, after, ...difference }, () => told(difference, recorded, context.word));
      return exitCode.done;
    },
  );
}

function told(
  { purposes, operations }: Difference,
  recorded: readonly RecordedOperation[],
  word: (words: Bilingual) => string,
): string {
  if (purposes.length === 0 && operations.length === 0)
    return word({ en: 'Nothing changes.', ja: '変わるものはありません。' });
  const name = (operation: number) => recorded[operation]?.operationName ?? `operation ${operation + 1}`;
  return [
    ...purposes.map((change) => tell(change.purpose, change)),
    ...operations.map((change) => tell(`${name(change.operation)} (${change.purpose})`, change)),
  ].join('\n');
}

function tell(name: string, { permits, withholds }: Change): string {
  return [
    name,
    ...permits.map((coordinate) => `  + ${coordinate}`),
    ...withholds.map((coordinate) => `  - ${coordinate}`),
  ].join('\n');
}
