import { readFileSync } from 'node:fs';
import { concatAST, type DocumentNode, parse } from 'graphql';

/** What the tiers declare alike. In the sources, whether this runs from there or from the build. */
const base = new URL('../src/schema/base.graphql', import.meta.url);

/**
 * Reads the SDL of an app: what the tiers declare alike, and one `schema.graphql` per module. `modules` is the address of the
 * folder in the sources, from which the snapshot was composed too: there is no second copy to drift.
 */
export function readTypeDefs(modules: URL, names: readonly string[]): DocumentNode {
  const files = [base, ...names.map((name) => new URL(`${name}/schema.graphql`, modules))];
  return concatAST(files.map((file) => parse(readFileSync(file, 'utf8'))));
}
