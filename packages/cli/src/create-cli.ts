import { JukiError } from '@juki/errors';
import { Command, CommanderError } from 'commander';
import { addAudit } from './audit/audit-commands.ts';
import { addBulk } from './bulk/bulk-commands.ts';
import { addChanges } from './changes/changes-commands.ts';
import type { CliDeps } from './cli-deps.ts';
import { createCommands } from './command-context.ts';
import { addConsistency } from './consistency/consistency-commands.ts';
import { addDisclosure } from './disclosure/disclosure-commands.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { addOperators } from './lists/operators-command.ts';
import { addPurposes } from './lists/purposes-command.ts';
import { addJuminhyo } from './moves/juminhyo-command.ts';
import { addMoves } from './moves/moves-commands.ts';
import { addPolicy } from './policy/policy-commands.ts';
import { addSchema } from './policy/schema-command.ts';
import { addReport } from './report/report-commands.ts';
import { addRetention } from './retention/retention-commands.ts';
import { addStart } from './start/start-command.ts';
import { addToken } from './token/token-command.ts';
import { UsageFault } from './usage-fault.ts';

/** The command `juki`. */
export interface Cli {
  /** Runs one command; `args` without program and script. Never throws: faults become sentences and an exit code. */
  run(args: readonly string[]): Promise<ExitCode>;
}

/** Puts the commands together. */
export function createCli(deps: CliDeps): Cli {
  return {
    async run(args) {
      let ended: ExitCode = exitCode.done;
      const program = createProgram(deps, (code) => {
        ended = code;
      });
      try {
        await program.parseAsync([...args], { from: 'user' });
        return ended;
      } catch (fault) {
        return explain(fault, deps);
      }
    },
  };
}

function createProgram(deps: CliDeps, finish: (code: ExitCode) => void): Command {
  const program = new Command('juki')
    .description(
      'The graph over the three tiers of resident data: start it, ask for tokens, prove its rules, verify its logs.',
    )
    .exitOverride()
    .configureOutput({ writeOut: deps.write, writeErr: deps.say })
    .showHelpAfterError('(--help shows how)')
    .helpCommand(false)
    .addHelpText('after', '\nExit codes: 0 done; 1 failed, refused or not verified; 2 called wrongly.');
  const commands = createCommands(deps, finish);
  addStart(program, commands);
  addToken(program, commands);
  addOperators(program, commands);
  addPurposes(program, commands);
  addSchema(program, commands);
  addPolicy(program, commands);
  addAudit(program, commands);
  addConsistency(program, commands);
  addDisclosure(program, commands);
  addBulk(program, commands);
  addChanges(program, commands);
  addJuminhyo(program, commands);
  addMoves(program, commands);
  addRetention(program, commands);
  addReport(program, commands);
  return program;
}

/** Says what went wrong, in a sentence and without a stack: a person reads this. */
function explain(fault: unknown, { say }: CliDeps): ExitCode {
  if (fault instanceof CommanderError) {
    // commander has said it already; asking for help is no fault.
    return fault.exitCode === 0 ? exitCode.done : exitCode.usage;
  }
  if (fault instanceof UsageFault) {
    say(`${fault.message}\n`);
    return exitCode.usage;
  }
  if (fault instanceof JukiError) {
    say(`${fault.message}\n`);
    return exitCode.failed;
  }
  say(`juki itself failed: ${fault instanceof Error ? fault.message : String(fault)}\n`);
  return exitCode.failed;
}
