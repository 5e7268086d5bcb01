import type { Command } from 'commander';
import type { Commands } from '../command-context.ts';
import { addDifferences } from './differences-command.ts';
import { addStart } from './start-command.ts';
import { addStatus } from './status-command.ts';

/** `juki consistency`: 整合性確認 (30条の22), as a clerk or the officer of a prefecture runs it. */
export function addConsistency(program: Command, commands: Commands): void {
  const consistency = program
    .command('consistency')
    .description('consistency check (整合性確認): run it, see how far it is and what differs')
    .helpCommand(false);
  addStart(consistency, commands);
  addStatus(consistency, commands);
  addDifferences(consistency, commands);
}
