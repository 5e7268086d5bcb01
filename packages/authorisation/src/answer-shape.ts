import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  isCompositeType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import { type Collection, collectSelections } from './collect-selections.ts';
import { fieldOf } from './field-of.ts';

/** Whether a field as called on an object type is withheld. */
export type IsWithheld = (type: GraphQLObjectType, node: FieldNode) => boolean;

/** One field of the caller's answer. */
export interface ShapedField {
  readonly responseName: string;
  readonly type: GraphQLOutputType;
  readonly withheld: boolean;
  /** `null` for a leaf. */
  readonly shape: AnswerShape | null;
}

/** What {@link AnswerShape} is made of: a place in the caller's operation. */
export interface ShapeParts {
  readonly collection: Collection;
  readonly isWithheld: IsWithheld;
  readonly type: GraphQLCompositeType;
  readonly sets: readonly SelectionSetNode[];
}

/** What the caller asked for in one place; worked out for each object type when the first such object is seen. */
export class AnswerShape {
  readonly #parts: ShapeParts;
  readonly #fields = new Map<GraphQLObjectType, readonly ShapedField[]>();

  constructor(parts: ShapeParts) {
    this.#parts = parts;
  }

  /** The object type of a value in this place; `undefined` where types can differ and none was asked for. */
  typeOf(value: Readonly<Record<string, unknown>>): GraphQLObjectType | undefined {
    const { type, collection } = this.#parts;
    if (isObjectType(type)) return type;
    const name = Object.hasOwn(value, '__typename') ? value['__typename'] : undefined;
    const named = typeof name === 'string' ? collection.schema.getType(name) : undefined;
    return isObjectType(named) ? named : undefined;
  }

  /** The fields of an object of a type, in the caller's order. */
  fieldsOf(type: GraphQLObjectType): readonly ShapedField[] {
    const known = this.#fields.get(type) ?? this.#collect(type);
    this.#fields.set(type, known);
    return known;
  }

  #collect(type: GraphQLObjectType): readonly ShapedField[] {
    const { collection, isWithheld, sets } = this.#parts;
    return collectSelections(collection, { type, possible: [type] }, sets).flatMap(({ responseName, first, nodes }) => {
      const field = fieldOf(collection.schema, type, first.name.value);
      if (!field) return [];
      const below = getNamedType(field.type);
      const inside = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
      const shape = isCompositeType(below)
        ? new AnswerShape({ collection, isWithheld, type: below, sets: inside })
        : null;
      return { responseName, type: field.type, withheld: isWithheld(type, first), shape };
    });
  }
}
