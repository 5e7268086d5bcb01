import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { examples } from './examples.ts';

/** The files of the ready-made queries: one for the page, and one body of a request for each query, for the shell. */
export interface ExampleFiles {
  readonly list: string;
  readonly request: (id: string) => string;
}

/** Where they lie in the directory of a system. */
export function exampleFiles(directory: string): ExampleFiles {
  return {
    list: join(directory, 'examples.json'),
    request: (id) => join(directory, 'examples', `${id}.json`),
  };
}

/** Writes the ready-made queries; anew at every start, for they belong to the programs and not to the data. */
export async function writeExamples(directory: string): Promise<void> {
  const files = exampleFiles(directory);
  await mkdir(join(directory, 'examples'), { recursive: true });
  await writeFile(files.list, `${JSON.stringify(examples, null, 2)}\n`);
  for (const { id, query, variables } of examples) {
    await writeFile(files.request(id), `${JSON.stringify({ query, variables }, null, 2)}\n`);
  }
}
