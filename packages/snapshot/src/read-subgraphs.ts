import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readText } from './snapshot-files.ts';
import type { SubgraphSource } from './subgraph.ts';

const apps = fileURLToPath(new URL('../../../apps/', import.meta.url));
const base = fileURLToPath(new URL('../../subgraph-runtime/src/schema/base.graphql', import.meta.url));

/** The three tiers. The address is a name only: the gateway finds a subgraph by its configuration. */
const tiers = ['municipal', 'prefectural', 'national'];

/** Reads the SDL of the tiers from their sources: what they declare alike, then every `.graphql` file in the order of paths. */
export function readSubgraphs(directory: string = apps): readonly SubgraphSource[] {
  return tiers.map((name) => {
    const source = join(directory, name, 'src');
    const files = readdirSync(source, { recursive: true, encoding: 'utf8' });
    const own = files.filter((file) => file.endsWith('.graphql')).sort();
    const sdl = [base, ...own.map((file) => join(source, file))].map(readText);
    return { name, url: `http://${name}`, sdl: sdl.join('\n') };
  });
}
