import type { Command } from 'commander';
import type { Commands } from '../command-context.ts';
import { addCertificate } from './certificate-command.ts';
import { addHoldCommands } from './hold-commands.ts';
import { addOrderCommands } from './order-commands.ts';

/** `juki retention`: what is past its period of keeping, who lets it go, and what is held back (施行令30条の6, 30条の7, 34条). */
export function addRetention(program: Command, commands: Commands): void {
  const retention = program
    .command('retention')
    .description('erase what is past its period of keeping (保存期間), by two people; hold back what is needed')
    .helpCommand(false);
  addOrderCommands(retention, commands);
  addCertificate(retention, commands);
  addHoldCommands(retention, commands);
}
