import { join } from 'node:path';
import { type AnsweringTier, type BulkOperations, createBulkOperations } from '@juki/bulk-provision/terminal';
import { type Client, createClient } from '@juki/client';
import { findOperator } from '@juki/directory';
import { JukiError } from '@juki/errors';
import { type ExchangeStore, openDirectoryStore } from '@juki/exchange-files';
import { bodies } from '@juki/launcher';
import type { Command } from 'commander';
import { path, port } from '../arguments.ts';
import type { CliDeps } from '../cli-deps.ts';
import { findSystem } from '../system/find-system.ts';
import { operatorToken } from '../token/request-token.ts';
import { UsageFault } from '../usage-fault.ts';

/** The options of whoever sits at a terminal. */
export interface BulkOptions {
  readonly operator?: string;
  readonly folder?: string;
  readonly terminal: string;
  readonly directory?: string;
  readonly port?: number;
}

/** Adds them. */
export function bulkOptions(command: Command): Command {
  return command
    .option('--operator <name>', 'who is logged in; juki operators lists them')
    .option('--folder <folder>', 'the shared folder (default: that of the agency in the system)', path)
    .option('--terminal <name>', 'name of the terminal: what it has taken is its own', 'terminal')
    .option('--directory <folder>', 'directory of the system', path)
    .option('--port <number>', 'port of the gateway of the system', port);
}

/** Who is logged in, with the shared folder of their agency. */
export interface BulkDesk {
  readonly operator: string;
  readonly tier: AnsweringTier;
  readonly folder: string;
  readonly store: ExchangeStore;
  readonly client: Client;
  readonly operations: BulkOperations;
}

/** A token is renewed this long before it ends. */
const margin = 60_000;

/** Logs in, and opens the shared folder. */
export async function openDesk(options: BulkOptions, deps: CliDeps): Promise<BulkDesk> {
  const operator = findOperator(options.operator ?? '');
  if (!operator) throw new UsageFault('Give --operator: who is logged in? juki operators lists them.');
  const catalogue = await deps.loadCatalogue();
  const agency = catalogue.agency(operator.agency);
  const body =
    agency?.tier === 'nation' ? 'jlis' : bodies.prefectural.find((code) => code.startsWith(agency?.prefecture ?? '-'));
  if (body === undefined) {
    throw new JukiError('CONFIGURATION_INVALID', `No tier of this system answers files of ${operator.agency}.`);
  }
  const system = await findSystem(options, deps);
  const folder = options.folder ?? join(system.directory, 'folders', body, operator.agency);
  const tier = body === 'jlis' ? 'national' : 'prefectural';
  let token: { readonly text: string; readonly until: number } | undefined;
  const client = createClient({
    gateway: system.gateway,
    fetch: deps.fetch,
    async authorization() {
      if (!token || token.until <= deps.clock()) {
        const asked = { operator: operator.id, acr: undefined, lifetime: undefined };
        const { access_token, expires_in } = await operatorToken(asked, { system, fetch: deps.fetch });
        token = { text: access_token, until: deps.clock() + expires_in * 1000 - margin };
      }
      return `Bearer ${token.text}`;
    },
  });
  const store = await openDirectoryStore({ folder, consumer: options.terminal });
  return { operator: operator.id, tier, folder, store, client, operations: createBulkOperations(client, tier) };
}
