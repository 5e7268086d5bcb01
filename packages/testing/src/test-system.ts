import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMachineClient, type MachineClient } from '@juki/client/machine';
import { type LaunchOptions, launchSystem, type System } from '@juki/launcher';
import { type Caller, createCaller } from './caller.ts';

/** The real processes on databases of their own, and people who use them. */
export interface TestSystem extends System {
  /** Somebody who has logged in at the identity provider; `acr` for a weaker login than usual. */
  operator(id: string, options?: { readonly acr?: string; readonly lifetime?: number }): Promise<Caller>;
  /** A machine of the directory, with its own key: `cs-272035`. */
  machine(id: string): MachineClient;
  /** Somebody without a token, or with one of their own making. */
  stranger(token?: string): Caller;
  /** What the processes said, for a test that failed. */
  readonly said: () => string;
  /** Stops everything and forgets the data. */
  remove(): Promise<void>;
}

/** Starts a system as `npm start` does, in a folder of its own and on free ports, with few people. */
export async function startTestSystem(options: Partial<LaunchOptions> = {}): Promise<TestSystem> {
  const directory = options.directory ?? (await mkdtemp(join(tmpdir(), 'juki-system-')));
  let said = '';
  const system = await launchSystem({
    directory,
    port: 0,
    people: 300,
    logLevel: 'warn',
    inherited: { PATH: process.env['PATH'] ?? '' },
    clock: Date.now,
    onOutput: (name, text) => {
      said = `${said}${name}: ${text}`.slice(-20_000);
    },
    ...options,
  });
  return {
    ...system,
    said: () => said,
    stranger: (token) => createCaller(system.gateway, token),
    machine: (id) =>
      createMachineClient({
        gateway: system.gateway,
        issuer: system.issuer,
        id,
        clock: Date.now,
        key: async () => JSON.parse(await readFile(join(system.keys, 'identity', 'machines', `${id}.json`), 'utf8')),
      }),
    async operator(id, { acr, lifetime } = {}) {
      return createCaller(system.gateway, await token(system.issuer, { operator: id, acr, lifetime }));
    },
    async remove() {
      await system.stop();
      // For root the clusters lie elsewhere (database/README): each is a hundred megabytes that nobody would find again.
      const { data, audit } = system.databases;
      const folders = [data.dataDirectory, audit.dataDirectory, directory];
      await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
    },
  };
}

async function token(
  issuer: string,
  { operator, acr, lifetime }: Record<string, string | number | undefined>,
): Promise<string> {
  const form = new URLSearchParams({
    grant_type: 'urn:juki:grant-type:development-operator',
    client_id: 'juki-cli',
    operator: String(operator),
    ...(acr === undefined ? {} : { acr: String(acr) }),
    ...(lifetime === undefined ? {} : { lifetime: String(lifetime) }),
  });
  const response = await fetch(`${issuer}/token`, { method: 'POST', body: form });
  const answer = await response.json();
  if (typeof answer !== 'object' || answer === null || !('access_token' in answer)) {
    throw new Error(`the identity provider gave no token for ${operator}: ${JSON.stringify(answer)}`);
  }
  return String(answer.access_token);
}
