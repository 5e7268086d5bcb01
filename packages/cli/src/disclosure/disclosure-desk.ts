import { type Client, createClient } from '@juki/client';
import { findOperator } from '@juki/directory';
import { JukiError } from '@juki/errors';
import type { Command } from 'commander';
import { path, port } from '../arguments.ts';
import type { CliDeps } from '../cli-deps.ts';
import { findSystem } from '../system/find-system.ts';
import { operatorToken } from '../token/request-token.ts';
import { UsageFault } from '../usage-fault.ts';

/** The options of whoever sits at the counter. */
export interface DeskOptions {
  readonly operator?: string;
  readonly directory?: string;
  readonly port?: number;
}

/** Adds them. */
export function deskOptions(command: Command): Command {
  return command
    .option('--operator <name>', 'who is logged in at the counter, such as osaka-network-officer')
    .option('--directory <folder>', 'directory of the system', path)
    .option('--port <number>', 'port of the gateway of the system', port);
}

/** The counter of a governor or of the agency (機構), with somebody logged in. */
export interface Desk {
  /** As the fields of the graph begin. */
  readonly tier: 'prefectural' | 'national';
  /** As its types begin. */
  readonly type: 'Prefectural' | 'National';
  /** Sends an operation under the purpose of the counter. What is withheld from it is a fault here. */
  readonly ask: <Data>(document: string, variables: Readonly<Record<string, unknown>>) => Promise<Data>;
  /** Enters paper that was made in the ledger of media (媒体管理簿). */
  readonly recordPaper: (entry: {
    readonly content: string;
    readonly number: string;
    readonly sha256: string;
  }) => Promise<void>;
}

/** Logs in at the counter of the operator's own body. */
export async function openDisclosureDesk(options: DeskOptions, deps: CliDeps): Promise<Desk> {
  const operator = findOperator(options.operator ?? '');
  if (!operator) throw new UsageFault('Give --operator: who is at the counter? juki operators lists them.');
  const agency = (await deps.loadCatalogue()).agency(operator.agency);
  if (agency?.tier !== 'prefecture' && agency?.tier !== 'nation') {
    throw new UsageFault(`${operator.id} is of neither a governor nor the agency (機構), who disclose.`);
  }
  const tier = agency.tier === 'nation' ? 'national' : 'prefectural';
  const type = tier === 'national' ? 'National' : 'Prefectural';
  const system = await findSystem(options, deps);
  const client: Client = createClient({
    gateway: system.gateway,
    fetch: deps.fetch,
    async authorization() {
      const asked = { operator: operator.id, acr: undefined, lifetime: undefined };
      const { access_token } = await operatorToken(asked, { system, fetch: deps.fetch });
      return `Bearer ${access_token}`;
    },
  });
  const counter = tier === 'national' ? 'juki-disclosure-national' : 'juki-disclosure-prefecture';

  async function under<Data>(purpose: string, document: string, variables: Readonly<Record<string, unknown>>) {
    const { data, errors } = await client.request<Data>({ document, variables, purpose });
    const [fault] = errors;
    if (fault) throw new JukiError('OPERATION_REFUSED', fault.message);
    return data;
  }

  return {
    tier,
    type,
    ask: (document, variables) => under(counter, document, variables),
    async recordPaper({ content, number, sha256 }) {
      const medium = `${content}:${number}`;
      const input = {
        ...{ key: `${medium}:${sha256.slice(0, 16)}`, medium, act: 'PRINTED', kind: 'PAPER', content, sha256 },
        ...{ purpose: counter, subjects: 1, place: 'counter' },
      };
      const { result } = await under<{ result: { refusal: string | null } | null }>(
        'media-ledger',
        `mutation Paper($input: ${type}MediumInput!) { result: ${tier}RecordMedium(input: $input) { refusal } }`,
        { input },
      );
      if (result?.refusal === null) return;
      throw new JukiError('OPERATION_REFUSED', `The paper is not entered: ${result?.refusal ?? 'no answer'}.`);
    },
  };
}
