import type { Command } from 'commander';
import { day } from '../arguments.ts';
import type { Commands } from '../command-context.ts';
import { exitCode } from '../exit-code.ts';
import { type DeskOptions, deskOptions, openDisclosureDesk } from './disclosure-desk.ts';
import { takeStep } from './requests.ts';

interface ExtendOptions extends DeskOptions {
  readonly until: string;
  readonly reason: string;
}

/** `juki disclosure extend`: 期限の延長, once and while the period runs (30条の33第2項). */
export function addExtend(disclosure: Command, { add }: Commands): void {
  const command = deskOptions(
    disclosure
      .command('extend')
      .description('extend the period of a request (期限の延長), with the reason that the person is told')
      .argument('<number>', 'number of the request')
      .requiredOption('--until <day>', 'the new day', day)
      .requiredOption('--reason <reason>', 'why the answer takes longer'),
  );
  const example =
    'juki disclosure extend 270008-D2026-000001 --until 2027-01-31 --reason 市町村に照会中 --operator osaka-network-officer';
  add<ExtendOptions>(command, example, async (options, { deps, answer }) => {
    const [number = ''] = command.processedArgs.map(String);
    const desk = await openDisclosureDesk(options, deps);
    const { until: dueOn, reason } = options;
    const request = await takeStep(desk, 'extend', { key: `extend:${number}:${dueOn}`, number, dueOn, reason });
    answer(request, () => `${number}: ${request.state}, ${request.dueOn}`);
    return exitCode.done;
  });
}
