import { compileMatrix } from '@juki/authorisation';
import { JukiError } from '@juki/errors';
import type { Catalogue } from '@juki/legal-basis';
import { readRuleBook } from '@juki/schema-directives';
import { buildASTSchema, parse } from 'graphql';
import { type SnapshotIdentity, sha256, snapshotHash } from './snapshot-files.ts';

/** The texts of the compiled files, and the hash of the snapshot. */
export interface CompiledSnapshot {
  readonly hash: string;
  readonly matrix: string;
  readonly snapshot: string;
}

/** Compiles a supergraph that passed the gate, with a catalogue, into what services read at their start. */
export function compileSnapshot(supergraphSdl: string, catalogue: Catalogue): CompiledSnapshot {
  const hash = snapshotHash(supergraphSdl, catalogue.contentHash);
  const ruleBook = readRuleBook(buildASTSchema(parse(supergraphSdl), { assumeValidSDL: true }));
  if (ruleBook.coordinates.length === 0 || catalogue.purposes.size === 0) {
    throw new JukiError('COMPOSITION_REFUSED', 'The supergraph has no coordinates or the catalogue no purposes.');
  }
  const matrix = `${JSON.stringify(compileMatrix({ ruleBook, catalogue, snapshot: hash }))}\n`;
  const identity: SnapshotIdentity = { version: 1, hash, matrix: sha256(matrix) };
  return { hash, matrix, snapshot: `${JSON.stringify(identity)}\n` };
}
