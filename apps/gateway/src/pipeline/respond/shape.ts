import type { GraphQLOutputType } from 'graphql';

/** One key of the response: where it comes from and what it must look like. */
export interface ShapedField {
  readonly key: string;
  readonly coordinate: string;
  readonly type: GraphQLOutputType;
  /** How to read objects below; `null` for a leaf. */
  readonly selection: Shape | null;
  /** `withheld` is null whatever was fetched: a join key may stand in the data under the same name. */
  readonly kind: 'typename' | 'introspection' | 'data' | 'withheld';
}

/** The fields of an object of one concrete type, in the caller's order. Worked out once per type and remembered. */
export interface Shape {
  fieldsOf(typename: string): readonly ShapedField[];
}
