import { findOperator, isLoginStrength, type LoginStrength, machines, type Operator } from '@juki/directory';
import { JukiError } from '@juki/errors';
import type { Command } from 'commander';
import { lifetime, path, port } from '../arguments.ts';
import type { Commands, Context } from '../command-context.ts';
import { exitCode } from '../exit-code.ts';
import { operatorTable, shortStrength } from '../lists/operators-command.ts';
import { findSystem } from '../system/find-system.ts';
import type { RunningSystem } from '../system/running-system.ts';
import { UsageFault } from '../usage-fault.ts';
import { machineToken, operatorToken, type Token } from './request-token.ts';

interface TokenOptions {
  readonly operator?: string;
  readonly acr?: string;
  readonly lifetime?: number;
  readonly directory?: string;
  readonly port?: number;
}

/** `juki token`: an access token for the shell. It exists because everybody in the development directory is invented. */
export function addToken(program: Command, { add }: Commands): void {
  const command = program
    .command('token')
    .description('print an access token of an invented operator, or of a machine of a tier (development only)')
    .option('--operator <name>', 'for whom; without it, the list of them')
    .option('--acr <strength>', 'how strongly logged in, such as two-factor (default: the usual way of the operator)')
    .option('--lifetime <seconds>', 'how long it lives, at most 900', lifetime)
    .option('--directory <folder>', 'directory of the system', path)
    .option('--port <number>', 'port of the gateway of the system', port);
  add<TokenOptions>(command, 'juki token --operator osaka-education-officer', async (options, context) => {
    const { deps } = context;
    refuseInService(deps.environment.profile);
    const request = parse(options, context);
    const token = await request(await findSystem(options, deps));
    context.answer({ operator: options.operator, ...token }, () => token.access_token);
    return exitCode.done;
  });
}

function refuseInService(profile: string): void {
  if (profile !== 'service') return;
  throw new JukiError(
    'CONFIGURATION_INVALID',
    'juki token does not exist in the service profile: it gives anybody the token of anybody. Ask your own identity provider for a token (JUKI_ISSUER), with the audience urn:juki:gateway.',
  );
}

/** Checks everything that can be checked before anything is asked. */
function parse({ operator: name, acr, lifetime: seconds }: TokenOptions, { deps, language }: Context) {
  const { clock, fetch } = deps;
  const machine = machines.find(({ id }) => id === name);
  if (machine) {
    if (acr !== undefined || seconds !== undefined) {
      throw new UsageFault('A machine has one way to log in and one lifetime: leave out --acr and --lifetime.');
    }
    return (system: RunningSystem): Promise<Token> => machineToken(machine.id, { system, clock, fetch });
  }
  const operator = findOperator(name ?? '');
  if (!operator) {
    const fault =
      name === undefined
        ? 'For whom? Give --operator one of these:'
        : `There is no operator "${name}". These are there:`;
    throw new UsageFault(`${fault}\n\n${operatorTable(language)}`);
  }
  const strength = acr === undefined ? undefined : strengthOf(operator, acr);
  return (system: RunningSystem): Promise<Token> =>
    operatorToken({ operator: operator.id, acr: strength, lifetime: seconds }, { system, fetch });
}

function strengthOf(operator: Operator, text: string): LoginStrength {
  const asked = text.startsWith('urn:') ? text : `urn:juki:acr:${text}`;
  if (isLoginStrength(asked) && operator.strengths.includes(asked)) return asked;
  throw new UsageFault(
    `${operator.id} cannot log in by "${text}". --acr is one of: ${operator.strengths.map(shortStrength).join(', ')}`,
  );
}
