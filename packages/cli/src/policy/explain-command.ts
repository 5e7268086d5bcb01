import { explain } from '@juki/authorisation';
import { type LegalDate, legalDateAt } from '@juki/legal-basis';
import type { Command } from 'commander';
import { day } from '../arguments.ts';
import type { Commands } from '../command-context.ts';
import { exitCode } from '../exit-code.ts';
import { UsageFault } from '../usage-fault.ts';
import { knownPurpose } from './known-purpose.ts';

interface ExplainOptions {
  readonly purpose: string;
  readonly coordinate: string;
  readonly at?: LegalDate;
  readonly ordinance?: boolean;
}

/** `juki policy explain`: why a coordinate is open or closed, by article. */
export function addExplain(policy: Command, { add }: Commands): void {
  const command = policy
    .command('explain')
    .description('say why a coordinate is open or closed under a purpose, by article')
    .requiredOption('--purpose <id>', 'the statutory purpose')
    .requiredOption('--coordinate <coordinate>', 'Type.field, Type.field(argument:), Input.field or Enum.VALUE')
    .option('--at <day>', 'on which day (default: today)', day)
    .option('--ordinance', 'as if the body of the caller had its ordinance (条例) on file');
  const example = 'juki policy explain --purpose juki-b6-2 --coordinate PrefecturalRecord.residentCode';
  add<ExplainOptions>(command, example, async ({ purpose: id, coordinate, at, ordinance }, { answer, deps }) => {
    const { policy: rules } = await deps.loadRules();
    const purpose = knownPurpose(rules.catalogue, id);
    const known = rules.ruleBook.coordinates.find((one) => one === coordinate);
    if (known === undefined) throw new UsageFault(unknownCoordinate(coordinate, rules.ruleBook.coordinates));
    const date = at ?? legalDateAt(deps.clock());
    const facts = { ordinances: new Set(ordinance ? [purpose.id] : []) };
    const explanation = explain({ policy: rules, purpose, coordinate: known, date, facts });
    answer(explanation, () => explanation.lines.join('\n'));
    return exitCode.done;
  });
}

function unknownCoordinate(text: string, coordinates: readonly string[]): string {
  const [type = ''] = text.split('.');
  const field = text.slice(type.length + 1);
  const alike = coordinates.filter((one) => one.startsWith(`${type}.`) || (field !== '' && one.endsWith(`.${field}`)));
  const hint = alike.length > 0 ? ` Alike are: ${alike.slice(0, 12).join(', ')}` : ' They are case-sensitive.';
  return `The graph has no coordinate "${text}".${hint}`;
}
