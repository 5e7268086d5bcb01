import type { Command } from 'commander';
import { asOperator, isOfPrefecture, type OperatorOptions, operatorOptions } from '../changes/as-operator.ts';
import type { Commands, Context } from '../command-context.ts';
import { exitCode } from '../exit-code.ts';
import { table } from '../table.ts';

interface Counted {
  readonly missing: number;
  readonly extra: number;
  readonly different: number;
  readonly underWay: number;
}

interface Run extends Counted {
  readonly id: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly segmentsDone: number;
  readonly messages: number;
  readonly bytes: number;
}

interface Check extends Counted {
  readonly municipality: string;
  readonly run: string | null;
  readonly openedAt: string | null;
  readonly closedAt: string | null;
}

const counted = 'missing extra different underWay';
const runItems = `id startedAt finishedAt segmentsDone messages bytes ${counted}`;
const allRuns = `query Runs { runs: municipalConsistencyRuns { ${runItems} } }`;
const oneRun = `query Run($id: ID!) { run: municipalConsistencyRun(id: $id) { ${runItems} } }`;
const summary = `query Summary($id: ID!) {
  checks: prefecturalConsistencySummary(request: $id) { municipality run openedAt closedAt ${counted} } }`;

/** `juki consistency status`: the runs of a municipality, or how far a request of the prefecture has come. */
export function addStatus(consistency: Command, { add }: Commands): void {
  const command = operatorOptions(
    consistency
      .command('status')
      .description('show runs, newest first; for an officer of a prefecture, a request municipality by municipality')
      .argument('[id]', 'a run, or the request of the prefecture'),
  );
  add<OperatorOptions>(command, 'juki consistency status --operator toyonaka-clerk', async (options, context) => {
    const [id] = command.processedArgs.filter((argument) => argument !== undefined).map(String);
    const { operator, ask } = await asOperator(options, context.deps);
    if (isOfPrefecture(operator)) {
      const variables = { id: id ?? '' };
      const { checks } = await ask<{ readonly checks: readonly Check[] }>({
        document: summary,
        variables,
        purpose: 'consistency-prefecture',
      });
      context.answer(checks, () => checkLines(checks, context));
      return exitCode.done;
    }
    const purpose = 'consistency-register';
    const runs =
      id === undefined
        ? (await ask<{ readonly runs: readonly Run[] }>({ document: allRuns, purpose })).runs
        : [(await ask<{ readonly run: Run | null }>({ document: oneRun, variables: { id }, purpose })).run];
    const found = runs.filter((run) => run !== null);
    context.answer(found, () => runLines(found, context));
    return found.length === 0 && id !== undefined ? exitCode.failed : exitCode.done;
  });
}

function runLines(runs: readonly Run[], { word }: Context): string {
  if (runs.length === 0) return word({ en: 'There is no such run.', ja: '該当する確認はありません。' });
  return table([
    [word({ en: 'started', ja: '開始' }), word({ en: 'done', ja: '進捗' }), ...countHeads(word), 'id'],
    ...runs.map((run) => [
      run.startedAt.slice(0, 19),
      run.finishedAt === null ? `${run.segmentsDone}/16` : word({ en: 'finished', ja: '終了' }),
      ...counts(run),
      run.id,
    ]),
  ]);
}

function checkLines(checks: readonly Check[], { word }: Context): string {
  if (checks.length === 0) return word({ en: 'There is no such request.', ja: '該当する依頼はありません。' });
  return table([
    [word({ en: 'municipality', ja: '市町村' }), word({ en: 'state', ja: '状況' }), ...countHeads(word)],
    ...checks.map((check) => [check.municipality, stateOf(check, word), ...counts(check)]),
  ]);
}

function stateOf({ run, closedAt }: Check, word: Context['word']): string {
  if (closedAt !== null) return word({ en: 'finished', ja: '終了' });
  return run === null ? word({ en: 'waiting', ja: '未実施' }) : word({ en: 'running', ja: '実施中' });
}

function countHeads(word: Context['word']): readonly string[] {
  return [
    word({ en: 'missing', ja: '不足' }),
    word({ en: 'extra', ja: '余剰' }),
    word({ en: 'different', ja: '相違' }),
    word({ en: 'under way', ja: '通知中' }),
  ];
}

function counts({ missing, extra, different, underWay }: Counted): readonly string[] {
  return [missing, extra, different, underWay].map(String);
}
