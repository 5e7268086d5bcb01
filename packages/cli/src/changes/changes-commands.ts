import type { Command } from 'commander';
import type { Commands } from '../command-context.ts';
import { addAdopt } from './adopt-command.ts';
import { addRefusals } from './refusals-command.ts';
import { addSend } from './send-command.ts';
import { addStatus } from './status-command.ts';

/** `juki changes`: what a municipality's registry hands to the network, and what became of it (30条の6). */
export function addChanges(program: Command, commands: Commands): void {
  const changes = program
    .command('changes')
    .description('hand changes of the resident register to the network, and see what became of them')
    .helpCommand(false);
  addSend(changes, commands);
  addStatus(changes, commands);
  addRefusals(changes, commands);
  addAdopt(changes, commands);
}
