import { JukiError } from '@juki/errors';
import type { Catalogue, Profile } from '@juki/legal-basis';
import { loadCatalogue } from '@juki/legal-basis/files';
import { type Matrix, type RuleBook, readRuleBook } from '@juki/schema-directives';
import { buildASTSchema, type GraphQLSchema, parse } from 'graphql';
import { parseMatrix } from './parse-matrix.ts';
import { readText, sha256, snapshotFiles, snapshotHash } from './snapshot-files.ts';

/** Supergraph and catalogue at one instant, with what was compiled from them. */
export interface Snapshot {
  readonly hash: string;
  readonly supergraphSdl: string;
  readonly catalogue: Catalogue;
  readonly matrix: Matrix;
  /** Read when first asked for: a subgraph does not need it. */
  readonly ruleBook: RuleBook;
  /** What callers see, without rules. Built when first asked for, by a library that takes most of a second to load. */
  readonly clientSchema: () => Promise<GraphQLSchema>;
}

/** For which profile to read, and from where if not from the build. */
export interface SnapshotOptions {
  readonly profile: Profile;
  readonly files?: typeof snapshotFiles;
  readonly catalogue?: Catalogue;
}

/**
 * Reads the snapshot from disk. Supergraph, catalogue and matrix must be of one build, or it throws
 * `CONFIGURATION_INVALID`: a service must not start with half a policy.
 */
export function readSnapshot({ profile, files = snapshotFiles, catalogue: given }: SnapshotOptions): Snapshot {
  const catalogue = given ?? loadCatalogue({ profile });
  const supergraphSdl = readText(files.supergraph);
  const matrixText = readCompiled(files.matrix);
  const identity: unknown = JSON.parse(readCompiled(files.snapshot));
  const hash = snapshotHash(supergraphSdl, catalogue.contentHash);
  if (!isIdentity(identity) || identity.hash !== hash || identity.matrix !== sha256(matrixText)) {
    throw new JukiError('CONFIGURATION_INVALID', 'Supergraph, catalogue and matrix are not of one build. Build again.');
  }
  let ruleBook: RuleBook | undefined;
  let clientSchema: Promise<GraphQLSchema> | undefined;
  return {
    hash,
    supergraphSdl,
    catalogue,
    matrix: parseMatrix(JSON.parse(matrixText)),
    get ruleBook() {
      ruleBook ??= readRuleBook(buildASTSchema(parse(supergraphSdl), { assumeValidSDL: true }));
      return ruleBook;
    },
    clientSchema: () => {
      clientSchema ??= buildClientSchema(supergraphSdl);
      return clientSchema;
    },
  };
}

async function buildClientSchema(supergraphSdl: string): Promise<GraphQLSchema> {
  const { Supergraph } = await import('@apollo/federation-internals');
  return Supergraph.build(supergraphSdl).apiSchema().toGraphQLJSSchema();
}

function readCompiled(file: string): string {
  try {
    return readText(file);
  } catch (cause) {
    throw new JukiError('CONFIGURATION_INVALID', 'The snapshot is not compiled. Run npm run build.', { cause });
  }
}

function isIdentity(value: unknown): value is { readonly hash: string; readonly matrix: string } {
  return typeof value === 'object' && value !== null && 'hash' in value && 'matrix' in value;
}
