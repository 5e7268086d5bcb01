import { randomBytes } from 'node:crypto';
import { closeSync, openSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { JukiError } from '@juki/errors';
import { type KeyRing, type KeyUse, withNewVersion } from '../key-ring.ts';
import { provideKeys } from '../provide-keys.ts';
import { refuseToRotateMac } from '../refuse-to-rotate-mac.ts';
import type { RotatingKeyProvider } from '../rotating-key-provider.ts';
import { createKeyFile, readKeyFile, replaceKeyFile } from './key-file.ts';

/** How the file provider treats a name that it does not hold. */
export interface FileKeyOptions {
  /** `true` makes the key: for development. In service a missing key is an error, never a new key. */
  readonly create?: boolean;
}

/**
 * Keys in files, `<directory>/<name>.json`, mode 0600. Several processes may share the folder: a key is made once, and
 * a rotation is seen by the next call for that key in every process.
 */
export function createFileKeyProvider(directory: string, { create = false }: FileKeyOptions = {}): RotatingKeyProvider {
  const known = new Map<string, { readonly stamp: string; readonly ring: KeyRing }>();
  const fileOf = (name: string) => path.join(directory, `${name}.json`);

  const load = (name: string): KeyRing | undefined => {
    const stamp = stampOf(fileOf(name));
    if (stamp === undefined) return undefined;
    const cached = known.get(name);
    if (cached?.stamp === stamp) return cached.ring;
    const ring = readKeyFile(fileOf(name));
    known.set(name, { stamp, ring });
    return ring;
  };
  const existing = (name: string): KeyRing => {
    const ring = load(name);
    if (ring) return ring;
    throw new JukiError(
      'KEY_UNKNOWN',
      `There is no key ${name} in ${directory}. Restore it from a backup, or name the folder that holds it.`,
    );
  };

  return provideKeys({
    ring(name, use) {
      if (create && load(name) === undefined) createKeyFile(fileOf(name), newRing(use));
      return existing(name);
    },
    addVersion(name) {
      existing(name);
      exclusively(`${fileOf(name)}.lock`, () => {
        const ring = existing(name);
        refuseToRotateMac(name, ring);
        replaceKeyFile(fileOf(name), withNewVersion(ring, randomBytes(32)));
      });
    },
  });
}

function newRing(use: KeyUse): KeyRing {
  return { use, versions: [{ number: 1, secret: randomBytes(32) }] };
}

/** Changes whenever the file is replaced; asking costs a few microseconds. */
function stampOf(file: string): string | undefined {
  const state = statSync(file, { throwIfNoEntry: false });
  return state && `${state.ino}:${state.mtimeMs}:${state.size}`;
}

/** Two rotations at once would lose one of the two new versions, and with it what that one sealed. */
function exclusively(lock: string, work: () => void): void {
  try {
    closeSync(openSync(lock, 'wx', 0o600));
  } catch (cause) {
    throw new JukiError(
      'CONFIGURATION_INVALID',
      `Another rotation holds ${lock}. If none is running, remove that file.`,
      { cause },
    );
  }
  try {
    work();
  } finally {
    rmSync(lock, { force: true });
  }
}
