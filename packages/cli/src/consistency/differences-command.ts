import type { Command } from 'commander';
import { asOperator, type OperatorOptions, operatorOptions } from '../changes/as-operator.ts';
import type { Commands } from '../command-context.ts';
import { exitCode } from '../exit-code.ts';
import { table } from '../table.ts';

interface Difference {
  readonly kind: 'MISSING' | 'EXTRA' | 'DIFFERENT';
  readonly items: readonly string[];
  readonly foundAt: string;
  readonly advice: string;
}

const document = `query Differences($first: Int!, $after: Int!) {
  differences: municipalConsistencyDifferences(first: $first, after: $after) { kind items foundAt advice } }`;
const page = 500;

/** `juki consistency differences`: what no later run has found gone; which items, never their values. */
export function addDifferences(consistency: Command, { add }: Commands): void {
  const command = operatorOptions(
    consistency.command('differences').description('list what differs and is not repaired, and what to do about it'),
  );
  add<OperatorOptions>(command, 'juki consistency differences --lang ja', async (options, context) => {
    const { word, answer } = context;
    const { ask } = await asOperator(options, context.deps);
    const all: Difference[] = [];
    for (let after = 0; after === all.length; after += page) {
      const { differences } = await ask<{ readonly differences: readonly Difference[] }>({
        document,
        variables: { first: page, after },
        purpose: 'consistency-register',
      });
      all.push(...differences);
    }
    const kinds = {
      MISSING: word({ en: 'missing', ja: '不足' }),
      EXTRA: word({ en: 'extra', ja: '余剰' }),
      DIFFERENT: word({ en: 'different', ja: '相違' }),
    };
    answer(all, () =>
      all.length === 0
        ? word({ en: 'Nothing differs.', ja: '未解消の相違はありません。' })
        : table(
            all.map(({ kind, items, foundAt, advice }) => [
              foundAt.slice(0, 16),
              kinds[kind],
              items.join(', ') || '–',
              advice,
            ]),
          ),
    );
    return all.length === 0 ? exitCode.done : exitCode.failed;
  });
}
