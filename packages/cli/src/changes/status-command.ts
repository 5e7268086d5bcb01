import type { Command } from 'commander';
import type { Commands } from '../command-context.ts';
import { exitCode } from '../exit-code.ts';
import { asOperator, isOfPrefecture, type OperatorOptions, operatorOptions } from './as-operator.ts';
import { type Outbox, outboxLines, outboxWords } from './outbox.ts';

/** `juki changes status`: how far the notifications of a body have come. Fails where nothing is sent any more. */
export function addStatus(changes: Command, { add }: Commands): void {
  const command = operatorOptions(
    changes.command('status').description('show the outbox: lag, last confirmed, halted'),
  );
  add<OperatorOptions>(command, 'juki changes status --operator toyonaka-clerk', async (options, context) => {
    const { operator, ask } = await asOperator(options, context.deps);
    const { purpose, outbox: document } = outboxWords(isOfPrefecture(operator));
    const { outbox } = await ask<{ readonly outbox: Outbox }>({ document, purpose });
    context.answer(outbox, () => outboxLines(outbox, context));
    return outbox.halted === null ? exitCode.done : exitCode.failed;
  });
}
