import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createMachineClient, type MachineClient } from '@juki/client/machine';
import type { TestSystem } from '@juki/testing';

/** A machine of a system (既存住民基本台帳システム, 市町村CS, …), with its own key. */
export function machineOf(system: Pick<TestSystem, 'gateway' | 'issuer' | 'keys'>, id: string): MachineClient {
  const { gateway, issuer, keys } = system;
  const file = join(keys, 'identity', 'machines', `${id}.json`);
  return createMachineClient({
    gateway,
    issuer,
    id,
    clock: Date.now,
    key: async () => JSON.parse(await readFile(file, 'utf8')),
  });
}
