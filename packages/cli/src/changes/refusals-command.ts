import { type FaultCode, faultCodes } from '@juki/change-notification';
import type { Command } from 'commander';
import type { Commands } from '../command-context.ts';
import { exitCode } from '../exit-code.ts';
import { table } from '../table.ts';
import { asOperator, type OperatorOptions, operatorOptions } from './as-operator.ts';

interface RefusalsOptions extends OperatorOptions {
  readonly answered?: boolean;
}

interface ListedRefusal {
  readonly eventId: string;
  readonly tier: 'PREFECTURAL' | 'NATIONAL';
  readonly refusedAt: string;
  readonly correctedBy: string | null;
  readonly advice: string;
  readonly adviceInEnglish: string;
  readonly faults: readonly { readonly field: string; readonly code: FaultCode }[];
}

const document = `query Refusals($answered: Boolean!) { refusals: municipalChangeRefusals(answered: $answered) {
  eventId tier refusedAt correctedBy advice adviceInEnglish faults { field code } } }`;

/** `juki changes refusals`: what a tier above refused and nobody has corrected yet. */
export function addRefusals(changes: Command, { add }: Commands): void {
  const command = operatorOptions(
    changes.command('refusals').description('list what the prefecture or the agency refused, and what to do about it'),
  ).option('--answered', 'also those that a corrected event has answered');
  add<RefusalsOptions>(
    command,
    'juki changes refusals --lang ja',
    async ({ answered = false, ...options }, context) => {
      const { language, word } = context;
      const { ask } = await asOperator(options, context.deps);
      const { refusals } = await ask<{ readonly refusals: readonly ListedRefusal[] }>({
        document: document.replaceAll('$answered: Boolean!', `$answered: Boolean! = ${answered}`),
        purpose: 'municipal-register',
      });
      const tiers = {
        PREFECTURAL: word({ en: 'prefecture', ja: '都道府県' }),
        NATIONAL: word({ en: 'agency', ja: '機構' }),
      };
      context.answer(refusals, () =>
        refusals.length === 0
          ? word({ en: 'Nothing is refused and open.', ja: '未処理のエラーはありません。' })
          : table(
              refusals.map(({ eventId, tier, refusedAt, correctedBy, faults, advice, adviceInEnglish }) => [
                refusedAt.slice(0, 16),
                eventId,
                tiers[tier],
                faults.map(({ field, code }) => `${field}: ${faultCodes[code][language]}`).join('; '),
                correctedBy === null
                  ? word({ ja: advice, en: adviceInEnglish })
                  : word({ en: `answered by ${correctedBy}`, ja: `${correctedBy} で訂正済み` }),
              ]),
            ),
      );
      return exitCode.done;
    },
  );
}
