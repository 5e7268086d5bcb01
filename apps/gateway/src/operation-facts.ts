import { createHash } from 'node:crypto';
import { type ASTNode, type DocumentNode, Kind, type OperationDefinitionNode, print, visit } from 'graphql';
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
  const hash = createHash('sha256')
    .update(print(withoutArguments(document)))
    .digest('base64url');
  hashes.set(document, hash);
  return hash;
}

/**
 * A number written into the operation itself is an argument too. A plain hash over the text could be undone by trying
 * all numbers of twelve digits, so what is hashed does not contain it.
 */
function withoutArguments<Node extends ASTNode>(node: Node): Node {
  const hidden = () => ({ kind: Kind.STRING, value: '' });
  return visit(node, { StringValue: hidden, IntValue: hidden, FloatValue: hidden, EnumValue: hidden });
}
