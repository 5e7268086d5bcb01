import type { Command } from 'commander';
import type { Commands } from '../command-context.ts';
import { addFetch } from './fetch-command.ts';
import { addPurge } from './purge-command.ts';
import { addRequest } from './request-command.ts';
import { addRun } from './run-command.ts';
import { addStatus } from './status-command.ts';
import { addSubmit } from './submit-command.ts';

/** `juki bulk`: 一括提供 in its six steps, as a department and the terminal of the network (住基端末) do them. */
export function addBulk(program: Command, commands: Commands): void {
  const bulk = program
    .command('bulk')
    .description('bulk provision (一括提供): request and submit a file, run it at the terminal, fetch the result')
    .helpCommand(false);
  addRequest(bulk, commands);
  addSubmit(bulk, commands);
  addRun(bulk, commands);
  addStatus(bulk, commands);
  addFetch(bulk, commands);
  addPurge(bulk, commands);
}
