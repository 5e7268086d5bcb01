import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { type CounterOptions, counterOptions, needed } from './counter.ts';

/** The options of a filing, out or in. */
export interface FilingOptions extends CounterOptions {
  readonly name?: string;
  readonly code?: string;
  readonly key?: string;
  readonly address?: string;
  readonly to?: string;
  readonly from?: string;
  readonly planned?: string;
  readonly moved?: string;
  readonly household?: boolean;
  readonly certificate?: boolean;
}

/** The purpose of both counters (住民基本台帳法24条の2). */
export const purpose = 'juki-tenshutsu-tokurei';

/** Adds the options that both filings have. */
export function filing(command: Command): Command {
  return counterOptions(command)
    .option('--name <name>', 'name of who stands at the counter')
    .option('--code <number>', '住民票コード, read from the card')
    .option('--address <address>', 'the new address')
    .option('--key <uuid>', 'number of the filing, to repeat one (default: a new one)');
}

/** Who stands at the counter, with the card. */
export function person(options: FilingOptions) {
  return {
    key: options.key ?? randomUUID(),
    name: needed(options.name, '--name'),
    residentCode: needed(options.code, '--code'),
    cardPresented: true,
  };
}
