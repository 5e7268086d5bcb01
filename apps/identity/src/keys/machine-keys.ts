import { join } from 'node:path';
import { machines } from '@juki/directory';
import { JukiError } from '@juki/errors';
import { generatePrivateKey, type PrivateKey, parsePrivateKey } from './private-key.ts';
import { createSecretFile, readSecretFile } from './secret-file.ts';

/**
 * The keys with which the tiers' machines prove themselves, `machines/<id>.json` in the directory of keys, made on the
 * first run. A tier's process reads its own file; the provider registers only the public parts.
 */
export async function loadMachineKeys(directory: string): Promise<ReadonlyMap<string, PrivateKey>> {
  const keys = new Map<string, PrivateKey>();
  for (const { id } of machines) keys.set(id, await loadKey(join(directory, 'machines', `${id}.json`)));
  return keys;
}

async function loadKey(path: string): Promise<PrivateKey> {
  const found = await readSecretFile(path);
  if (found !== undefined) return parse(found, path);
  const key = await generatePrivateKey();
  if (await createSecretFile(path, `${JSON.stringify(key, null, 2)}\n`)) return key;
  return loadKey(path);
}

function parse(text: string, path: string): PrivateKey {
  try {
    return parsePrivateKey(JSON.parse(text));
  } catch {
    // No cause: a syntax error would quote the key.
    throw new JukiError('CONFIGURATION_INVALID', `${path} holds no ES256 private key. Delete it to make a new one.`);
  }
}
