import { type GraphQLOutputType, isListType, isNonNullType } from 'graphql';
import type { AnswerShape } from './answer-shape.ts';
import type { Decision } from './decision.ts';

type Answer = Readonly<Record<string, unknown>>;

/**
 * Puts the answer to a decided document (and, merged into it, that to its introspection) into the shape that the caller
 * asked for: withheld fields as `null`, in the caller's order, without the `__typename`s that filtering added. A withheld
 * field that must not be null makes its parent null (GraphQL specification, 6.4.4). Costs nothing if nothing changed.
 */
export function shapeWithheld(decision: Decision, data: Answer | null): Answer | null {
  if (decision.verdict === 'refused' || data === null) return null;
  return decision.shape ? shapeObject(decision.shape, data) : data;
}

function shapeObject(shape: AnswerShape, data: Answer): Answer | null {
  const type = shape.typeOf(data);
  // Where types can differ and filtering asked for no __typename, it changed nothing below.
  if (!type) return data;
  const answer: Record<string, unknown> = {};
  for (const field of shape.fieldsOf(type)) {
    const given = !field.withheld && Object.hasOwn(data, field.responseName) ? data[field.responseName] : null;
    const value = shapeValue(field.shape, field.type, given);
    if (value === null && isNonNullType(field.type)) return null;
    answer[field.responseName] = value;
  }
  return answer;
}

function shapeValue(shape: AnswerShape | null, type: GraphQLOutputType, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (isNonNullType(type)) return shapeValue(shape, type.ofType, value);
  if (shape === null) return value;
  if (isListType(type)) {
    if (!Array.isArray(value)) return null;
    const entries = value.map((entry) => shapeValue(shape, type.ofType, entry));
    return isNonNullType(type.ofType) && entries.includes(null) ? null : entries;
  }
  return isAnswer(value) ? shapeObject(shape, value) : null;
}

function isAnswer(value: unknown): value is Answer {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
