import { printContract } from '@juki/authorisation';
import { type LegalDate, legalDateAt } from '@juki/legal-basis';
import type { Command } from 'commander';
import { day } from '../arguments.ts';
import type { Commands } from '../command-context.ts';
import { exitCode } from '../exit-code.ts';
import { knownPurpose } from './known-purpose.ts';

interface SchemaOptions {
  readonly purpose: string;
  readonly at?: LegalDate;
  readonly ordinance?: boolean;
}

/** `juki schema`: the part of the graph that a purpose reaches, with the legal basis of each coordinate. */
export function addSchema(program: Command, { add }: Commands): void {
  const command = program
    .command('schema')
    .description('print the schema that a purpose reaches on a day, with its legal bases')
    .requiredOption('--purpose <id>', 'the statutory purpose')
    .option('--at <day>', 'on which day (default: today)', day)
    .option('--ordinance', 'as if the body of the caller had its ordinance (条例) on file');
  add<SchemaOptions>(command, 'juki schema --purpose juki-b6-2', async ({ purpose: id, at, ordinance }, context) => {
    const { answer, deps } = context;
    const { policy, schema } = await deps.loadRules();
    const purpose = knownPurpose(policy.catalogue, id);
    const date = at ?? legalDateAt(deps.clock());
    const view = policy.view({ purpose, date, facts: { ordinances: new Set(ordinance ? [purpose.id] : []) } });
    const sdl = printContract(schema, view);
    answer({ purpose: purpose.id, date, snapshot: policy.snapshot, sdl }, () => sdl.trimEnd());
    return exitCode.done;
  });
}
