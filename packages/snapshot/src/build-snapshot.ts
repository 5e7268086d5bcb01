import { JukiError } from '@juki/errors';
import { readCatalogue } from '@juki/legal-basis/files';
import { compileSnapshot } from './compile-snapshot.ts';
import { composeSupergraph } from './compose-supergraph.ts';
import { readSubgraphs } from './read-subgraphs.ts';
import { readText, snapshotFiles, writeText } from './snapshot-files.ts';

/** Composes the tiers, leads them through the gate, and writes supergraph and compiled files. Returns the hash. */
export function writeSnapshot(): string {
  writeText(snapshotFiles.supergraph, composed());
  return compileCommitted();
}

/** Fails unless the committed supergraph is what the tiers compose to today. */
export function checkSupergraph(): void {
  if (readText(snapshotFiles.supergraph) !== composed()) {
    throw new JukiError(
      'COMPOSITION_REFUSED',
      'supergraph.graphql is not what the tiers compose to. Run npm run compose -w @juki/snapshot and commit it.',
    );
  }
}

/** Compiles the committed supergraph, after making sure of it. Returns the hash. */
export function compileCommitted(): string {
  checkSupergraph();
  const { hash, matrix, snapshot } = compileSnapshot(readText(snapshotFiles.supergraph), development());
  writeText(snapshotFiles.matrix, matrix);
  writeText(snapshotFiles.snapshot, snapshot);
  return hash;
}

function composed(): string {
  const { supergraphSdl } = composeSupergraph({ subgraphs: readSubgraphs(), catalogue: development() });
  return `# Composed from apps/*/src/**/*.graphql by npm run compose -w @juki/snapshot. Do not edit.\n${supergraphSdl}\n`;
}

// The content of a catalogue is the same for every profile; the profile only says what is refused.
function development() {
  return readCatalogue({ profile: 'development' });
}
