import { createClient } from '@juki/client';
import { findOperator } from '@juki/directory';
import { JukiError } from '@juki/errors';
import type { Command } from 'commander';
import { path, port } from '../arguments.ts';
import type { CliDeps } from '../cli-deps.ts';
import { findSystem } from '../system/find-system.ts';
import { operatorToken } from '../token/request-token.ts';
import { UsageFault } from '../usage-fault.ts';

/** The options of a command that asks the graph as an operator. */
export interface OperatorOptions {
  readonly operator?: string;
  readonly directory?: string;
  readonly port?: number;
}

/** Adds them. */
export function operatorOptions(command: Command): Command {
  return command
    .option(
      '--operator <name>',
      'who asks (default: toyonaka-clerk); an officer of a prefecture asks for the prefecture',
    )
    .option('--directory <folder>', 'directory of the system', path)
    .option('--port <number>', 'port of the gateway of the system', port);
}

/** Asks the graph as an operator, under a purpose; any error of the answer is one of the command. */
export type AskAsOperator = <Data>(question: OperatorQuestion) => Promise<Data>;

/** A question, as the client takes it. */
export interface OperatorQuestion {
  readonly document: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly purpose: string;
  readonly case?: string;
}

/** Whether the operator sees to a prefecture's outbox, or to that of a municipality. */
export function isOfPrefecture(operator: string): boolean {
  return findOperator(operator)?.group === 'prefectural';
}

/** Logs the operator in. */
export async function asOperator(
  { operator = 'toyonaka-clerk', ...choice }: OperatorOptions,
  deps: CliDeps,
): Promise<{ readonly operator: string; readonly ask: AskAsOperator }> {
  if (!findOperator(operator)) throw new UsageFault(`There is no operator "${operator}". juki operators lists them.`);
  const system = await findSystem(choice, deps);
  const token = await operatorToken({ operator, acr: undefined, lifetime: undefined }, { system, fetch: deps.fetch });
  const authorization = async () => `Bearer ${token.access_token}`;
  const client = createClient({ gateway: system.gateway, authorization, fetch: deps.fetch });
  return {
    operator,
    async ask<Data>(question: OperatorQuestion): Promise<Data> {
      const { data, errors } = await client.request<Data>(question);
      const [first] = errors;
      if (first) throw new JukiError('SUBGRAPH_UNAVAILABLE', first.message);
      return data;
    },
  };
}
