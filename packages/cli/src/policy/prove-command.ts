import { type Fault, type Proof, prove } from '@juki/authorisation';
import type { Command } from 'commander';
import type { Commands } from '../command-context.ts';
import { exitCode } from '../exit-code.ts';
import type { Bilingual } from '../language.ts';

/** Faults that are told to a person; a program gets all of them. */
const mostTold = 20;

/** `juki policy prove`: nothing is reachable without a basis in force. */
export function addProve(policy: Command, { add }: Commands): void {
  const command = policy
    .command('prove')
    .description(
      'walk every purpose, coordinate and span of time, and show a query for whatever has no basis in force',
    );
  add(command, 'juki policy prove', async (_options, { answer, deps, word }) => {
    const { policy: rules, schema } = await deps.loadRules();
    const proof = prove({ policy: rules, schema });
    answer({ proved: proof.faults.length === 0, snapshot: rules.snapshot, ...proof }, () =>
      told(proof, rules.snapshot, word),
    );
    return proof.faults.length === 0 ? exitCode.done : exitCode.failed;
  });
}

function told(
  { purposes, spans, rulings, faults, unserved }: Proof,
  snapshot: string,
  word: (words: Bilingual) => string,
): string {
  const walked = `${count(purposes)} purposes, ${count(spans)} spans of time, ${count(rulings)} rulings; snapshot ${snapshot}`;
  if (faults.length > 0) {
    const rest = faults.length - mostTold;
    return [
      `${word({ en: 'NOT PROVED', ja: '証明できません' })}: ${count(faults.length)} faults (${walked})`,
      ...faults.slice(0, mostTold).map(tellFault),
      ...(rest > 0 ? [`… and ${count(rest)} more; --json tells all`] : []),
    ].join('\n');
  }
  const offered =
    unserved.length === 0
      ? []
      : [
          `${count(unserved.length)} purposes are granted items that this graph does not offer to them (--json lists them)`,
        ];
  return [
    word({
      en: 'PROVED: nothing is reachable without a basis in force.',
      ja: '証明済み: 根拠条文なしに到達できる項目はありません。',
    }),
    walked,
    ...offered,
  ].join('\n');
}

function tellFault({ purpose, date, ordinance, coordinate, what, query }: Fault): string {
  return `\n${purpose} on ${date}${ordinance ? ' with ordinance' : ''}: ${coordinate} ${what}\n  ${query.trim().replaceAll('\n', '\n  ')}`;
}

function count(number: number): string {
  return number.toLocaleString('en');
}
