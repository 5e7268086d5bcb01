import { randomUUID } from 'node:crypto';
import { type Command, Option } from 'commander';
import { day } from '../arguments.ts';
import type { Commands } from '../command-context.ts';
import { exitCode } from '../exit-code.ts';
import { table } from '../table.ts';
import { UsageFault } from '../usage-fault.ts';
import { asKeeper, type FieldQuestion, type KeeperOptions, keeperOptions } from './keeper.ts';
import { done, type Hold, holdFields, holdLine } from './retention-answers.ts';

interface HoldResult {
  readonly refusal: string | null;
  readonly hold: Hold | null;
}

interface HoldOptions extends KeeperOptions {
  readonly case: string;
  readonly reason: string;
  readonly from: string;
  readonly to?: string;
  readonly key?: string;
  readonly name?: string;
  readonly birthDate?: string;
  readonly sex?: string;
  readonly address?: string;
}

/** `juki retention hold`, `confirm`, `release`. */
export function addHoldCommands(retention: Command, { add }: Commands): void {
  const selection = `refusal hold { ${holdFields} }`;
  const hold = keeperOptions(
    retention
      .command('hold')
      .description('hold back a person by the four items, or without one the whole file of the body')
      .requiredOption('--case <number>', 'the proceeding for which it is kept')
      .requiredOption('--reason <words>', 'why')
      .requiredOption('--from <day>', 'first day', day)
      .option('--to <day>', 'last day (default: until released)', day)
      .option('--name <name>', '氏名, with the three others')
      .option('--birth-date <day>', '生年月日', day)
      .addOption(new Option('--sex <sex>', '性別').choices(['MALE', 'FEMALE']))
      .option('--address <address>', '住所')
      .option('--key <key>', 'a key of your own, to repeat a lost answer (default: a new one)'),
  );
  const example = 'juki retention hold --case R8-WA-1 --reason 訴訟 --from 2026-11-21 --operator osaka-network-officer';
  add<HoldOptions>(hold, example, async (options, context) => {
    const { case: caseNumber, reason, from, to, key = randomUUID() } = options;
    const person = personOf(options);
    const { tier, field } = await asKeeper(options, context.deps);
    const result = await field<HoldResult>(
      {
        kind: 'mutation',
        field: 'EnterLegalHold',
        types: { input: '~LegalHoldInput!' },
        variables: { input: { key, caseNumber, reason, from, to, person } },
        selection,
      },
      `juki-retention-${tier}`,
    );
    const entered = done(result.refusal, result.hold);
    context.answer(entered, () => table([holdLine(entered)]));
    return exitCode.done;
  });

  const confirm = keeperOptions(
    retention.command('confirm').description('confirm a hold that another entered').argument('<hold>', 'its id'),
  );
  add<KeeperOptions>(
    confirm,
    'juki retention confirm HOLD --operator osaka-network-chief',
    async (options, context) => {
      const { tier, field } = await asKeeper(options, context.deps);
      const [id = ''] = confirm.processedArgs.map(String);
      const asked = {
        kind: 'mutation',
        field: 'ConfirmLegalHold',
        types: { hold: 'ID!' },
        variables: { hold: id },
        selection,
      } as const;
      const result = await field<HoldResult>(asked, `juki-retention-${tier}`);
      const confirmed = done(result.refusal, result.hold);
      context.answer(confirmed, () => table([holdLine(confirmed)]));
      return exitCode.done;
    },
  );

  const release = keeperOptions(
    retention
      .command('release')
      .description('ask for the end of a hold (with --reason), or release it as a second person')
      .argument('<hold>', 'its id')
      .option('--reason <words>', 'why it should end'),
  );
  add<KeeperOptions & { readonly reason?: string }>(
    release,
    'juki retention release HOLD --operator osaka-network-chief',
    async ({ reason, ...options }, context) => {
      const { tier, field } = await asKeeper(options, context.deps);
      const [id = ''] = release.processedArgs.map(String);
      const asked: Pick<FieldQuestion, 'field' | 'types' | 'variables'> =
        reason === undefined
          ? { field: 'ReleaseLegalHold', types: { hold: 'ID!' }, variables: { hold: id } }
          : {
              field: 'AskLegalHoldRelease',
              types: { hold: 'ID!', reason: 'String!' },
              variables: { hold: id, reason },
            };
      const result = await field<HoldResult>({ kind: 'mutation', selection, ...asked }, `juki-retention-${tier}`);
      const released = done(result.refusal, result.hold);
      context.answer(released, () => table([holdLine(released)]));
      return exitCode.done;
    },
  );
}

/** All four items, or none. */
function personOf({ name, birthDate, sex, address }: HoldOptions) {
  const given = [name, birthDate, sex, address].filter((item) => item !== undefined).length;
  if (given === 0) return undefined;
  if (given < 4) throw new UsageFault('A person is named by all four: --name, --birth-date, --sex and --address.');
  return { name, birthDate, sex, address };
}
