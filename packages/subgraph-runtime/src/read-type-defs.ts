import { readFileSync } from 'node:fs';
import { concatAST, type DocumentNode, parse } from 'graphql';

/**
 * Reads the SDL of an app, one `schema.graphql` per module. `modules` is the address of the folder in the sources, from
 * which the snapshot was composed too: there is no second copy to drift.
 */
export function readTypeDefs(modules: URL, names: readonly string[]): DocumentNode {
  return concatAST(names.map((name) => parse(readFileSync(new URL(`${name}/schema.graphql`, modules), 'utf8'))));
}
