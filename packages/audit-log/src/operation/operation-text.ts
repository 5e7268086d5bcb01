import { type DocumentNode, Kind, print, visit } from 'graphql';

/**
 * The text of an operation for its hash in a record, without the values that are written into it. A number in the text
 * is an argument too: a plain hash over it could be undone by trying all numbers of twelve digits.
 */
export function operationText(document: DocumentNode): string {
  const hidden = () => ({ kind: Kind.STRING, value: '' });
  return print(visit(document, { StringValue: hidden, IntValue: hidden, FloatValue: hidden, EnumValue: hidden }));
}
