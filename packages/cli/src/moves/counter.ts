import { createClient } from '@juki/client';
import { findOperator } from '@juki/directory';
import { JukiError } from '@juki/errors';
import type { Agency } from '@juki/legal-basis';
import type { Command } from 'commander';
import { path, port } from '../arguments.ts';
import type { CliDeps } from '../cli-deps.ts';
import { findSystem } from '../system/find-system.ts';
import { operatorToken } from '../token/request-token.ts';
import { UsageFault } from '../usage-fault.ts';

/** The options of whoever stands behind a counter. */
export interface CounterOptions {
  readonly operator?: string;
  readonly directory?: string;
  readonly port?: number;
}

/** Adds them. */
export function counterOptions(command: Command): Command {
  return command
    .option('--operator <name>', 'the clerk of the municipality; juki operators lists them')
    .option('--directory <folder>', 'directory of the system', path)
    .option('--port <number>', 'port of the gateway of the system', port);
}

/** One operation under one purpose. */
export interface Asking {
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly purpose: string;
}

/** A clerk who is logged in. */
export interface Counter {
  readonly operator: string;
  /** The municipality of the counter. */
  readonly agency: Agency;
  /** Asks; any error of the answer is one of the command. */
  ask<Data>(asking: Asking): Promise<Data>;
}

/** Logs the clerk in. */
export async function openCounter({ operator: id, ...choice }: CounterOptions, deps: CliDeps): Promise<Counter> {
  const operator = findOperator(id ?? '');
  const agency = operator && (await deps.loadCatalogue()).agency(operator.agency);
  if (!operator || !agency?.municipality) {
    throw new UsageFault('Give --operator: which clerk of which municipality? juki operators lists them.');
  }
  const system = await findSystem(choice, deps);
  const asked = { operator: operator.id, acr: undefined, lifetime: undefined };
  const token = await operatorToken(asked, { system, fetch: deps.fetch });
  const authorization = async () => `Bearer ${token.access_token}`;
  const client = createClient({ gateway: system.gateway, authorization, fetch: deps.fetch });
  return {
    operator: operator.id,
    agency,
    async ask<Data>(asking: Asking): Promise<Data> {
      const { data, errors } = await client.request<Data>(asking);
      const [first] = errors;
      if (first) throw new JukiError('SUBGRAPH_UNAVAILABLE', first.message);
      return data;
    },
  };
}

/** An option that a command cannot do without. */
export function needed(value: string | undefined, option: string): string {
  if (value === undefined || value === '') throw new UsageFault(`Give ${option}. --help shows how.`);
  return value;
}
