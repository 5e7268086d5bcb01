import { join } from 'node:path';
import { JukiError } from '@juki/errors';
import { generatePrivateKey, type PrivateKey, parsePrivateKey } from './private-key.ts';
import { createSecretFile, readSecretFile, replaceSecretFile } from './secret-file.ts';

/** The keys that the provider publishes. The first one signs; the second, if any, still verifies what it signed. */
export type SigningKeys = readonly [PrivateKey, ...PrivateKey[]];

/** The present key and the one before: a token of the last key verifies until the rotation after the next. */
const published = 2;

/** Reads the signing keys, or makes the first one on the first run. */
export async function loadSigningKeys(directory: string): Promise<SigningKeys> {
  const path = fileOf(directory);
  const found = await readSecretFile(path);
  if (found !== undefined) return parse(found, path);
  const keys: SigningKeys = [await generatePrivateKey()];
  if (await createSecretFile(path, format(keys))) return keys;
  return loadSigningKeys(directory);
}

/** Puts a new key in front and keeps the last one beside it, so that tokens of both verify (rotation with overlap). */
export async function rotateSigningKeys(directory: string): Promise<SigningKeys> {
  const keys = await loadSigningKeys(directory);
  const rotated: SigningKeys = [await generatePrivateKey(), ...keys.slice(0, published - 1)];
  await replaceSecretFile(fileOf(directory), format(rotated));
  return rotated;
}

function fileOf(directory: string): string {
  return join(directory, 'signing-keys.json');
}

function format(keys: SigningKeys): string {
  return `${JSON.stringify({ keys }, null, 2)}\n`;
}

function parse(text: string, path: string): SigningKeys {
  const fault = new JukiError(
    'CONFIGURATION_INVALID',
    `${path} is not a JWK set. Delete it, so that new keys are made.`,
  );
  const set = parseJson(text);
  if (typeof set !== 'object' || set === null || !('keys' in set) || !Array.isArray(set.keys)) throw fault;
  const [first, ...others] = set.keys.map(parsePrivateKey);
  if (first === undefined) throw fault;
  return [first, ...others];
}

/** A syntax error of JSON.parse quotes the text, which here is a key; so it is dropped, and not kept as a cause. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
