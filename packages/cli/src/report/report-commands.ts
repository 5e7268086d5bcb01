import type { Command } from 'commander';
import type { Commands } from '../command-context.ts';
import { addPopulation } from './population-command.ts';
import { addYearly } from './yearly-command.ts';

/** `juki report`: what the network gave to whom (30条の16), and statistics of the population (30条の15第1項4号). */
export function addReport(program: Command, commands: Commands): void {
  const report = program
    .command('report')
    .description('the yearly report of provision (提供状況の報告書) and statistics, as CSV or JSON')
    .helpCommand(false);
  addYearly(report, commands);
  addPopulation(report, commands);
}
