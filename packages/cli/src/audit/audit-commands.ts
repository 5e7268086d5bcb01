import type { Command } from 'commander';
import type { Commands } from '../command-context.ts';
import { addVerify } from './verify-command.ts';

/** `juki audit`: what everybody can check about the logs. */
export function addAudit(program: Command, commands: Commands): void {
  const audit = program.command('audit').description('verify the logs of the bodies').helpCommand(false);
  addVerify(audit, commands);
}
