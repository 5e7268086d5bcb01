import type { Command } from 'commander';
import type { Commands } from '../command-context.ts';
import { exitCode } from '../exit-code.ts';
import { type DeskOptions, deskOptions, openDisclosureDesk } from './disclosure-desk.ts';
import { takeStep } from './requests.ts';

/** `juki disclosure hand-over`: the document was given to whoever asked. */
export function addHandOver(disclosure: Command, { add }: Commands): void {
  const command = deskOptions(
    disclosure
      .command('hand-over')
      .description('record that the document was handed over (交付)')
      .argument('<number>', 'number of the request'),
  );
  const example = 'juki disclosure hand-over 270008-D2026-000001 --operator osaka-network-officer';
  add<DeskOptions>(command, example, async (options, { deps, answer }) => {
    const [number = ''] = command.processedArgs.map(String);
    const desk = await openDisclosureDesk(options, deps);
    const request = await takeStep(desk, 'handedOver', { key: `hand-over:${number}`, number });
    answer(request, () => `${number}: ${request.state}`);
    return exitCode.done;
  });
}
