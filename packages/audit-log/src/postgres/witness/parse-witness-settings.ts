import { parseVerifierKey, type VerifierKey } from '../../note/verifier-key.ts';
import { nodeSha256 } from '../node-crypto.ts';
import type { KnownWitness } from './ask-witness.ts';

/** Who cosigns the logs of a process, and of which logs it is a witness itself. */
export interface WitnessSettings {
  readonly witnesses: readonly KnownWitness[];
  /** How many of them must have cosigned. */
  readonly quorum: number;
  /** Under which name this process cosigns, and the keys of the logs that it watches; `null`: it is no witness. */
  readonly self: { readonly name: string; readonly watched: readonly VerifierKey[] } | null;
}

/** The settings of a process whose logs stand alone: for development only. */
export const noWitnesses: WitnessSettings = { witnesses: [], quorum: 0, self: null };

/**
 * Reads `{"quorum": 2, "witnesses": [{"key": "<verifier key, type 04>", "url": "https://…"}], "self": {"name": "…",
 * "watched": ["<verifier key, type 01>"]}}`. Strict: one key that does not read refuses all. `null` for anything else.
 */
export function parseWitnessSettings(text: string): WitnessSettings | null {
  const { quorum, witnesses, self = null } = fieldsOf(parseJson(text));
  if (!Array.isArray(witnesses) || typeof quorum !== 'number' || !Number.isInteger(quorum)) return null;
  const known = witnesses.map(knownWitness);
  const names = new Set(known.map((witness) => witness?.key.name));
  if (!known.every((witness) => witness !== null) || names.size < known.length) return null;
  if (quorum < 1 || quorum > known.length) return null;
  const itself = self === null ? null : selfOf(self);
  return itself === undefined ? null : { witnesses: known, quorum, self: itself };
}

function knownWitness(entry: unknown): KnownWitness | null {
  const { key, url } = fieldsOf(entry);
  if (typeof key !== 'string' || typeof url !== 'string' || !/^https?:\/\//.test(url)) return null;
  const parsed = parseVerifierKey(nodeSha256, key, 'cosignature');
  return parsed && { key: parsed, url: url.replace(/\/$/, '') };
}

function selfOf(entry: unknown): WitnessSettings['self'] | undefined {
  const { name, watched } = fieldsOf(entry);
  if (typeof name !== 'string' || name === '' || !Array.isArray(watched)) return undefined;
  const keys = watched.map((key: unknown) => (typeof key === 'string' ? parseVerifierKey(nodeSha256, key) : null));
  return keys.every((key) => key !== null) ? { name, watched: keys } : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
