import { Supergraph } from '@apollo/federation-internals';
import { createDecider } from '@juki/authorisation';
import { getOperationAST, type OperationDefinitionNode, parse } from 'graphql';
import { type Authorised, createAuthorise } from '../pipeline/authorise/authorise.ts';
import { type BoundRequest, boundRequest } from './bound-request.ts';
import { supergraphSdl } from './test-policy.ts';

/** The supergraph as the planner reads it, and what a client sees of it. */
export const supergraph = Supergraph.build(supergraphSdl);
export const clientSchema = supergraph.apiSchema().toGraphQLJSSchema();

const authorise = createAuthorise(createDecider({ schema: clientSchema }));

/** Leads an operation through the first three stages. */
export async function authorised(
  query: string,
  { variables = {}, ...request }: BoundRequest & { readonly variables?: Readonly<Record<string, unknown>> } = {},
): Promise<Authorised> {
  const document = parse(query);
  return authorise(await boundRequest(request), {
    document,
    operation: operationOf(query, getOperationAST(document)),
    variables,
    coerced: variables,
  });
}

function operationOf(query: string, operation: OperationDefinitionNode | null | undefined): OperationDefinitionNode {
  if (!operation) throw new TypeError(`the test asks one operation: ${query}`);
  return operation;
}

/** A search in the file of the prefecture; `selection` of its records. */
export function search(selection: string): string {
  return `query ($key: PrefecturalSearchKey!) { prefecturalSearch(key: $key) { people { prefecturalRecord { ${selection} } } } }`;
}

/** A key that 別表第六 2項 may search by. */
export const fourItems = { key: { fourItems: { name: 'x', birthDate: '2000-01-01', sex: 'MALE', address: 'y' } } };
