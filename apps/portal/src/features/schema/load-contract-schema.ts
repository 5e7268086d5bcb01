import { buildClientSchema, type GraphQLSchema, getIntrospectionQuery, type IntrospectionQuery } from 'graphql';
import { fetchFromGateway } from '../../lib/fetch-from-gateway.ts';
import { type FaultKind, GatewayFault } from '../../lib/gateway-fault.ts';
import { isRecord, listOf, parseJson, textOf } from '../../lib/json.ts';
import { requestHeaders, type Standing } from '../../lib/request-headers.ts';

/** The contract schema (契約スキーマ) of a purpose: what the graph looks like from there today. */
export type ContractSchema =
  | { readonly kind: 'no-purpose' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly schema: GraphQLSchema }
  | { readonly kind: 'refused'; readonly code: string | null; readonly message: string }
  | { readonly kind: 'fault'; readonly fault: FaultKind };

const query = getIntrospectionQuery({ descriptions: true, inputValueDeprecation: true });

/** Asks the gateway, by introspection under the purpose, what may be seen. Never throws. */
export async function loadContractSchema(standing: Standing): Promise<ContractSchema> {
  try {
    const response = await fetchFromGateway('/graphql', {
      method: 'POST',
      headers: requestHeaders(standing),
      body: JSON.stringify({ operationName: 'IntrospectionQuery', query }),
    });
    if (response.status === 401) {
      return { kind: 'fault', fault: 'signed-out' };
    }
    return schemaOf(parseJson(await response.text()));
  } catch (fault) {
    return { kind: 'fault', fault: fault instanceof GatewayFault ? fault.kind : 'unreadable' };
  }
}

function schemaOf(body: unknown): ContractSchema {
  const data = isRecord(body) ? body['data'] : undefined;
  if (isIntrospection(data)) {
    return { kind: 'ready', schema: buildClientSchema(data) };
  }
  const error = isRecord(body) ? listOf(body, 'errors').find(isRecord) : undefined;
  if (error === undefined) {
    return { kind: 'fault', fault: 'unreadable' };
  }
  const extensions = isRecord(error['extensions']) ? error['extensions'] : {};
  return { kind: 'refused', code: textOf(extensions, 'code'), message: textOf(error, 'message') ?? '' };
}

/** `buildClientSchema` checks the rest and throws. */
function isIntrospection(data: unknown): data is IntrospectionQuery {
  return isRecord(data) && isRecord(data['__schema']) && Array.isArray(data['__schema']['types']);
}
