import { findOperator } from '@juki/directory';
import type { Command } from 'commander';
import { path, port } from '../arguments.ts';
import { asOperator } from '../changes/as-operator.ts';
import type { CliDeps } from '../cli-deps.ts';
import { UsageFault } from '../usage-fault.ts';

/** The options of whoever keeps a file. */
export interface KeeperOptions {
  readonly operator?: string;
  readonly directory?: string;
  readonly port?: number;
}

/** Adds them. */
export function keeperOptions(command: Command): Command {
  return command
    .option('--operator <name>', 'who is logged in; juki operators lists them')
    .option('--directory <folder>', 'directory of the system', path)
    .option('--port <number>', 'port of the gateway of the system', port);
}

/** The tiers, by the words of their types. */
const typeOf = { municipal: 'Municipal', prefectural: 'Prefectural', national: 'National' } as const;

/** A tier that keeps a file. */
export type KeepingTier = keyof typeof typeOf;

/** One field of the graph: `ErasureOrders` becomes `prefecturalErasureOrders` in the prefectural tier. */
export interface FieldQuestion {
  readonly kind: 'query' | 'mutation';
  readonly field: string;
  /** Type of each argument; `~` stands for the words of the tier: `~ErasureKind!`. */
  readonly types: Readonly<Record<string, string>>;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly selection: string;
}

/** Logs an operator in and asks fields of the tier in which their body keeps its file. */
export async function asKeeper({ operator, ...choice }: KeeperOptions, deps: CliDeps) {
  const group = findOperator(operator ?? '')?.group;
  if (operator === undefined || (group !== 'municipal' && group !== 'prefectural' && group !== 'national')) {
    throw new UsageFault('Give --operator: who of a body that keeps a file? juki operators lists them.');
  }
  const tier: KeepingTier = group;
  const { ask } = await asOperator({ ...choice, operator }, deps);
  const field = async <Value>(question: FieldQuestion, purpose: string): Promise<Value> => {
    const { kind, field: asked, types, variables, selection } = question;
    const names = Object.keys(types);
    const declared = names.map((name) => `$${name}: ${types[name]?.replace('~', typeOf[tier])}`).join(', ');
    const given = names.map((name) => `${name}: $${name}`).join(', ');
    const document = `${kind} Keeper${declared && `(${declared})`} { value: ${tier}${asked}${given && `(${given})`} { ${selection} } }`;
    const { value } = await ask<{ readonly value: Value }>({ document, variables, purpose });
    return value;
  };
  return { tier, field };
}
