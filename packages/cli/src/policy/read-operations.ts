import { readFile } from 'node:fs/promises';
import type { RecordedOperation } from '@juki/authorisation';
import { type GraphQLSchema, parse, validate } from 'graphql';
import { fieldsOf } from '../fields-of.ts';
import { UsageFault } from '../usage-fault.ts';

/** Reads recorded operations from a file: one, or a list. Throws `UsageFault` with file, place and reason. */
export async function readOperations(file: string, schema: GraphQLSchema): Promise<readonly RecordedOperation[]> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new UsageFault(`${file} cannot be read.`);
  });
  const content = parseJson(text, file);
  return (Array.isArray(content) ? content : [content]).map((entry: unknown, index) => {
    const at = `${file}, operation ${index + 1}`;
    const { purpose, query, operationName, variables, ordinance } = fieldsOf(entry);
    if (typeof purpose !== 'string' || typeof query !== 'string')
      throw new UsageFault(`${at}: purpose and query must be texts.`);
    return {
      purpose,
      document: checked(query, schema, at),
      operationName: typeof operationName === 'string' ? operationName : null,
      variables: fieldsOf(variables),
      ordinance: ordinance === true,
    };
  });
}

function checked(query: string, schema: GraphQLSchema, at: string) {
  try {
    const document = parse(query);
    const [fault] = validate(schema, document);
    if (fault) throw fault;
    return document;
  } catch (fault) {
    throw new UsageFault(`${at}: ${fault instanceof Error ? fault.message : 'does not parse.'}`);
  }
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageFault(`${file} is no JSON.`);
  }
}
