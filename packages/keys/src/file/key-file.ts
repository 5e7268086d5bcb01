import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { JukiError } from '@juki/errors';
import type { KeyRing, KeyUse, KeyVersion } from '../key-ring.ts';

/** Reads a key file; the form is `{"use":"seal","versions":[{"number":1,"secret":"<base64url>"}]}`. */
export function readKeyFile(file: string): KeyRing {
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
    throw new JukiError(
      'CONFIGURATION_INVALID',
      `${file} can be read by others. Set its mode to 0600, and replace the key if anybody did.`,
    );
  }
  const ring = parse(readFileSync(file, 'utf8'));
  if (ring) return ring;
  throw new JukiError(
    'CONFIGURATION_INVALID',
    `${file} is not a key file. Restore it from a backup; nothing sealed by it opens without it.`,
  );
}

/** Makes a key file unless another process was quicker; either way there is one afterwards, and whole. */
export function createKeyFile(file: string, ring: KeyRing): void {
  const draft = writeDraft(file, ring);
  try {
    linkSync(draft, file);
  } catch (fault) {
    if (!(fault instanceof Error && 'code' in fault && fault.code === 'EEXIST')) throw fault;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Puts a new ring in the place of the old one, in one step. */
export function replaceKeyFile(file: string, ring: KeyRing): void {
  renameSync(writeDraft(file, ring), file);
}

function writeDraft(file: string, ring: KeyRing): string {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomUUID()}`;
  const versions = ring.versions.map(({ number, secret }) => ({
    number,
    secret: Buffer.from(secret).toString('base64url'),
  }));
  // Synced before it is named: a key that a power cut takes away would take with it all that it sealed.
  writeFileSync(draft, `${JSON.stringify({ use: ring.use, versions }, null, 2)}\n`, { mode: 0o600, flush: true });
  return draft;
}

function parse(text: string): KeyRing | undefined {
  const value = parseJson(text);
  if (typeof value !== 'object' || value === null || !('use' in value) || !('versions' in value)) return undefined;
  const { use, versions } = value;
  if (!isUse(use) || !Array.isArray(versions) || versions.length === 0) return undefined;
  const parsed = versions.map(parseVersion);
  const whole = parsed.filter((version) => version !== undefined);
  const inOrder = whole.every((version, index) => version.number === index + 1);
  return whole.length === parsed.length && inOrder ? { use, versions: whole } : undefined;
}

function parseVersion(value: unknown): KeyVersion | undefined {
  if (typeof value !== 'object' || value === null || !('number' in value) || !('secret' in value)) return undefined;
  if (typeof value.number !== 'number' || typeof value.secret !== 'string') return undefined;
  const secret = Buffer.from(value.secret, 'base64url');
  return secret.length === 32 ? { number: value.number, secret } : undefined;
}

function isUse(value: unknown): value is KeyUse {
  return value === 'sign' || value === 'mac' || value === 'seal';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
