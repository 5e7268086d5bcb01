import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createMachineClient, type MachineClient, type MachineKey } from '@juki/client/machine';
import { JukiError } from '@juki/errors';
import type { Audience } from '@juki/grants';
import type { TierEnvironment } from './tier-environment.ts';

/**
 * The machines (システム) of the bodies that a tier hosts: `cs-<body>` (市町村CS), `server-<body>` (都道府県サーバ),
 * `national-tier` (全国サーバ). A client asks the gateway when it is used, not before: the tiers start first, and the
 * development provider makes a key late. Until then a request fails, and a worker's loop tries again.
 */
export function machinesOf(
  audience: Audience,
  { gateway, issuer, machineKeys }: Pick<TierEnvironment, 'gateway' | 'issuer' | 'machineKeys'>,
  clock: () => number,
): (body: string) => MachineClient {
  const clients = new Map<string, MachineClient>();
  return (body) => {
    const id = machineId(audience, body);
    const known = clients.get(id);
    if (known) return known;
    const client = createMachineClient({ gateway, issuer, id, clock, key: () => readKey(machineKeys, id) });
    clients.set(id, client);
    return client;
  };
}

function machineId(audience: Audience, body: string): string {
  if (audience === 'national') return 'national-tier';
  return `${audience === 'municipal' ? 'cs' : 'server'}-${body}`;
}

async function readKey(directory: string, id: string): Promise<MachineKey> {
  try {
    const key: unknown = JSON.parse(await readFile(join(directory, `${id}.json`), 'utf8'));
    if (isKey(key)) return key;
  } catch {
    // Told below, without the cause: a syntax error would quote the key.
  }
  throw new JukiError('KEY_UNKNOWN', `The key of the machine ${id} cannot be read from the directory of machine keys.`);
}

function isKey(value: unknown): value is MachineKey {
  return typeof value === 'object' && value !== null && 'kty' in value && value.kty === 'EC';
}
