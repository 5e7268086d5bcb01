import type { Command } from 'commander';
import type { Commands } from '../command-context.ts';
import { exitCode } from '../exit-code.ts';
import { asOperator, isOfPrefecture, type OperatorOptions, operatorOptions } from './as-operator.ts';
import { type Outbox, outboxLines, outboxWords } from './outbox.ts';

/** `juki changes adopt`: after a restore from a backup, takes over what the receiver holds and goes on. */
export function addAdopt(changes: Command, { add }: Commands): void {
  const command = operatorOptions(
    changes
      .command('adopt')
      .description('after a restore from a backup: take over from the receiver what was notified and lost, and go on'),
  );
  add<OperatorOptions>(command, 'juki changes adopt --operator toyonaka-register-manager', async (options, context) => {
    const { operator, ask } = await asOperator(options, context.deps);
    const { purpose, resume: document } = outboxWords(isOfPrefecture(operator));
    const { outbox } = await ask<{ readonly outbox: Outbox }>({ document, purpose });
    context.answer(outbox, () =>
      [
        context.word({
          en: 'Asked for. juki changes status shows when the sender goes on.',
          ja: '受け付けました。再開は juki changes status で確認できます。',
        }),
        outboxLines(outbox, context),
      ].join('\n'),
    );
    return exitCode.done;
  });
}
