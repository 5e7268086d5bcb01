import type { Command } from 'commander';
import type { Commands } from '../command-context.ts';
import { addEnter } from './enter-command.ts';
import { addIn } from './in-command.ts';
import { addOut } from './out-command.ts';
import { addShow } from './show-command.ts';

/** `juki moves`: 転出届及び転入届の特例 at the counters of both municipalities (住民基本台帳法24条の2). */
export function addMoves(program: Command, commands: Commands): void {
  const moves = program
    .command('moves')
    .description(
      'moves with the card alone (転入届の特例): announce at the old municipality, file and enter at the new one',
    )
    .helpCommand(false);
  addOut(moves, commands);
  addIn(moves, commands);
  addEnter(moves, commands);
  addShow(moves, commands);
}
