import { JukiError } from '@juki/errors';
import { type Command, InvalidArgumentError } from 'commander';
import { asOperator, isOfPrefecture, type OperatorOptions, operatorOptions } from '../changes/as-operator.ts';
import type { Commands } from '../command-context.ts';
import { exitCode } from '../exit-code.ts';

interface StartOptions extends OperatorOptions {
  readonly key?: string;
  readonly sample?: number;
  readonly range?: readonly [number, number];
  readonly afresh?: boolean;
}

interface Started {
  readonly refusal: string | null;
  readonly runs?: readonly { readonly id: string }[];
  readonly id?: string | null;
}

const ofMunicipality = `mutation StartCheck($input: MunicipalConsistencyOrderInput!) {
  started: startMunicipalConsistencyCheck(input: $input) { refusal runs { id } } }`;
const ofPrefecture = `mutation RequestChecks($input: PrefecturalConsistencyRequestInput!) {
  started: requestPrefecturalConsistencyChecks(input: $input) { refusal id } }`;

/** `juki consistency start`: a clerk starts a run of the municipality, an officer asks all municipalities of the prefecture. */
export function addStart(consistency: Command, { add }: Commands): void {
  const command = operatorOptions(
    consistency
      .command('start')
      .description('start a run; an officer of a prefecture asks all of its municipalities for one'),
  )
    .option('--key <text>', 'the same key is the same run (default: the time of the call)')
    .option('--sample <ranges>', 'compare as many of the 4,096 ranges, drawn by lot', count)
    .option('--range <from-to>', 'compare the ranges from one number to another, 0 to 4095', range)
    .option('--afresh', 'make every digest again from the rows, on both sides');
  add<StartOptions>(command, 'juki consistency start --operator toyonaka-clerk', async (options, context) => {
    const { answer, word, deps } = context;
    const { operator, ask } = await asOperator(options, deps);
    const prefecture = isOfPrefecture(operator);
    const key = options.key ?? `juki ${new Date(deps.clock()).toISOString()}`;
    const common = { key, afresh: options.afresh ?? false };
    const { started } = await ask<{ readonly started: Started }>({
      document: prefecture ? ofPrefecture : ofMunicipality,
      variables: { input: prefecture ? common : { ...common, ...scopeOf(options) } },
      purpose: prefecture ? 'consistency-prefecture' : 'consistency-register',
    });
    if (started.refusal !== null) {
      throw new JukiError('OPERATION_REFUSED', `The run was not started: ${started.refusal}.`);
    }
    const id = started.id ?? started.runs?.[0]?.id ?? '';
    answer({ id }, () =>
      word({
        en: `Started. juki consistency status ${id} --operator ${operator} shows how far it is.`,
        ja: `開始しました。juki consistency status ${id} --operator ${operator} で状況を表示します。`,
      }),
    );
    return exitCode.done;
  });
}

function scopeOf({ sample, range: ranges }: StartOptions): object {
  if (sample !== undefined) return { scope: 'SAMPLE', sampleRanges: sample };
  if (ranges) return { scope: 'RANGE', fromRange: ranges[0], toRange: ranges[1] };
  return { scope: 'WHOLE' };
}

function count(text: string): number {
  if (/^[1-9][0-9]{0,3}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('A number from 1 to 4095.');
}

function range(text: string): readonly [number, number] {
  const [, from, to] = /^([0-9]{1,4})-([0-9]{1,4})$/.exec(text) ?? [];
  if (from !== undefined && to !== undefined) return [Number(from), Number(to)];
  throw new InvalidArgumentError('Two numbers, as in 0-255.');
}
