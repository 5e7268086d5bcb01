import type { Command } from 'commander';
import type { Commands } from '../command-context.ts';
import { addDiff } from './diff-command.ts';
import { addExplain } from './explain-command.ts';
import { addProve } from './prove-command.ts';

/** `juki policy`: what the rules permit, why, and since when. */
export function addPolicy(program: Command, commands: Commands): void {
  const policy = program
    .command('policy')
    .description('prove, explain and compare what the statutory purposes permit')
    .helpCommand(false);
  addProve(policy, commands);
  addExplain(policy, commands);
  addDiff(policy, commands);
}
