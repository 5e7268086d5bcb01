import { createHash } from 'node:crypto';
import { operationText } from '@juki/audit-log/operation';
import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import type { OperationFacts } from './pipeline/record/gateway-records.ts';

/** Names longer than this are cut: the log takes no longer words, and a request with one must not go unrecorded. */
const longestName = 128;

const hashes = new WeakMap<DocumentNode, string>();

/** What of an operation stands in records: the hash of its document without its arguments, and its name. */
export function operationFacts(
  document: DocumentNode,
  operation: OperationDefinitionNode | null | undefined,
  argumentHash: string | null,
): OperationFacts {
  const operationName = operation?.name?.value.slice(0, longestName) ?? null;
  return { operationHash: hashOf(document), operationName, argumentHash };
}

function hashOf(document: DocumentNode): string {
  const known = hashes.get(document);
  if (known !== undefined) return known;
  const hash = createHash('sha256').update(operationText(document)).digest('base64url');
  hashes.set(document, hash);
  return hash;
}
