import type { AuditWriter } from '@juki/audit-log';
import { withheldErrors } from '@juki/authorisation';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { Permitted } from '../authorise/authorise.ts';
import type { Dispatched } from '../dispatch/dispatch.ts';
import type { PlainObject } from '../dispatch/plain-data.ts';
import type { GatewayRecords } from '../record/gateway-records.ts';
import { compileShape } from './compile-shape.ts';
import type { Introspect } from './introspect.ts';
import type { Shape } from './shape.ts';
import { shapeResponse } from './shape-response.ts';

/** What goes back to the caller. */
export interface GatewayResponse {
  readonly data: PlainObject | null;
  readonly errors?: readonly GraphQLError[];
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** What the stage is made of. */
export interface RespondOptions {
  /** The client's schema. */
  readonly schema: GraphQLSchema;
  readonly introspect: Introspect;
  readonly audit: AuditWriter;
  readonly records: GatewayRecords;
  readonly onDeliveryUnrecorded: (fault: { readonly request: string; readonly cause: unknown }) => void;
}

/**
 * Last stage: the answer in the caller's shape, an error for each coordinate that was withheld, and the delivery in the
 * log with the commitments of the subgraphs' outcomes. The delivery is recorded after, not awaited: if it is lost, the
 * intent stands without it and shows as indeterminate.
 */
export function createRespond({ schema, introspect, audit, records, onDeliveryUnrecorded }: RespondOptions) {
  const shapes = new WeakMap<Permitted, Shape>();

  return function respond({ intended, outcome }: Dispatched): GatewayResponse {
    const { authorised, operation } = intended;
    const { bound, decision, asked } = authorised;
    const shape = shapeOf(authorised);
    const typename = schema.getRootType(asked.operation.operation)?.name ?? 'Query';
    const shaped = shapeResponse(schema, { typename, shape }, outcome.data, introspect(authorised));
    const errors = [
      ...withheldErrors(decision).map(
        ({ message, extensions }) => new GraphQLError(message, { extensions: { ...extensions } }),
      ),
      ...outcome.errors.map(({ message, path, extensions }) => new GraphQLError(message, { path, extensions })),
    ];
    audit
      .append([records.delivery(bound, decision, operation, outcome.receipts)], { mayWait: true })
      .catch((cause: unknown) => {
        onDeliveryUnrecorded({ request: bound.identified.request.id, cause });
      });
    return {
      data: shaped.data,
      ...(errors.length > 0 ? { errors } : {}),
      extensions: {
        juki: { request: bound.identified.request.id, snapshot: bound.view.snapshot, date: bound.view.date },
        // As in other gateways: a value that did not fit is told beside the data where nothing else went wrong.
        ...(errors.length === 0 && shaped.faults.length > 0 ? { valueCompletion: shaped.faults } : {}),
      },
    };
  };

  function shapeOf({ decision, asked }: Dispatched['intended']['authorised']): Shape {
    let shape = shapes.get(decision);
    if (!shape) {
      shape = compileShape({ schema, asked, permitted: decision.operation, coerced: asked.coerced });
      shapes.set(decision, shape);
    }
    return shape;
  }
}
