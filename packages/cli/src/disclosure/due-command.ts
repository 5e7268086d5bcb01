import type { Command } from 'commander';
import type { Commands } from '../command-context.ts';
import { exitCode } from '../exit-code.ts';
import { table } from '../table.ts';
import { type DeskOptions, deskOptions, openDisclosureDesk } from './disclosure-desk.ts';
import { listRequests } from './requests.ts';

/** `juki disclosure due`: what waits for an answer, the most urgent first (30条の33). */
export function addDue(disclosure: Command, { add }: Commands): void {
  const command = deskOptions(
    disclosure.command('due').description('list what waits for an answer (期限の一覧), the most urgent first'),
  );
  add<DeskOptions>(command, 'juki disclosure due --operator osaka-network-officer', async (options, context) => {
    const { deps, answer, word } = context;
    const desk = await openDisclosureDesk(options, deps);
    const open = (await listRequests(desk)).filter(({ outcome }) => outcome === null);
    const urgent = open.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
    answer(urgent, () => {
      if (urgent.length === 0) return word({ en: 'Nothing waits for an answer.', ja: '回答を待つ請求はありません。' });
      const late = word({ en: 'OVERDUE', ja: '期限超過' });
      return table(
        urgent.map(({ number, kind, dueOn, daysLeft, overdue, requesterName }) => [
          number,
          dueOn,
          overdue ? late : word({ en: `${daysLeft} days left`, ja: `残り${daysLeft}日` }),
          kind,
          requesterName ?? word({ en: '(online)', ja: '（オンライン）' }),
        ]),
      );
    });
    return exitCode.done;
  });
}
