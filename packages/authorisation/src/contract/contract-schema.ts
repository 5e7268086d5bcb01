import { buildASTSchema, type GraphQLSchema, print } from 'graphql';
import type { PurposeView } from '../ruling.ts';
import { contractDocument } from './contract-document.ts';

/**
 * The schema that a purpose reaches on the day of the view: what introspection, sandbox and downloads show. Making one
 * costs some milliseconds; keep it beside the view.
 */
export function contractSchema(schema: GraphQLSchema, view: PurposeView): GraphQLSchema {
  return buildASTSchema(contractDocument(schema, view));
}

/** The same as text, under a head that names purpose, day and snapshot. */
export function printContract(schema: GraphQLSchema, view: PurposeView): string {
  const { id, title } = view.purpose;
  const head = [
    `# ${id}: ${title.ja} (${title.en})`,
    `# on ${view.date}${view.ordinance ? ', with the ordinance of the body' : ''}`,
    `# snapshot ${view.snapshot}`,
  ];
  return `${head.join('\n')}\n\n${print(contractDocument(schema, view))}\n`;
}
