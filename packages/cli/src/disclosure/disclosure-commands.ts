import type { Command } from 'commander';
import type { Commands } from '../command-context.ts';
import { addAnswer } from './answer-command.ts';
import { addCorrections } from './corrections-command.ts';
import { addDue } from './due-command.ts';
import { addExtend } from './extend-command.ts';
import { addHandOver } from './hand-over-command.ts';
import { addReceive } from './receive-command.ts';

/** `juki disclosure`: the counter at which residents ask for their data (住民基本台帳法30条の32から30条の35). */
export function addDisclosure(program: Command, commands: Commands): void {
  const disclosure = program
    .command('disclosure')
    .description('the counter for residents (開示・訂正): receive, answer in writing, hand over, and what is due')
    .helpCommand(false);
  addReceive(disclosure, commands);
  addDue(disclosure, commands);
  addExtend(disclosure, commands);
  addAnswer(disclosure, commands);
  addHandOver(disclosure, commands);
  addCorrections(disclosure, commands);
}
