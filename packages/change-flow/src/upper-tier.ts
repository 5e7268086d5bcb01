import type { Batch, LateDecisions, Receipt } from '@juki/change-notification';
import type { ReceiverState } from '@juki/change-notification/store';
import type { Client } from '@juki/client';
import { type ErrorCode, errorCatalogue, JukiError } from '@juki/errors';
import { type ReceivingTier, tierDocuments } from './tier-documents.ts';

/** The tier above a sender, as its machine asks it. Errors: those of the client, and of the tier. */
export interface UpperTier {
  notify(batch: Batch): Promise<Receipt>;
  decisionsAfter(cursor: number): Promise<LateDecisions>;
  receivedFrom(first: number): Promise<ReceiverState>;
}

/** Makes the way up (30条の6, 30条の7): GraphQL operations through the gateway, under the purpose of the flow. */
export function createUpperTier(client: Client, tier: ReceivingTier): UpperTier {
  const { purpose, notify, decisions, received } = tierDocuments[tier];

  async function ask<Data>(document: string, field: string, variables: Readonly<Record<string, unknown>>) {
    const { data, errors } = await client.request<Readonly<Record<string, Data | null>>>({
      document,
      variables,
      purpose,
    });
    const value = data[field];
    if (value !== null && value !== undefined && errors.length === 0) return value;
    const [first] = errors;
    throw new JukiError(known(first?.code), first?.message ?? `The ${tier} tier answered nothing.`);
  }

  return {
    notify: (batch) => ask<Receipt>(notify.document, notify.field, { batch }),
    async decisionsAfter(cursor) {
      const late = await ask<Omit<LateDecisions, 'cursor'> & { readonly cursor: string }>(
        decisions.document,
        decisions.field,
        { after: String(cursor) },
      );
      return { ...late, cursor: Number(late.cursor) };
    },
    receivedFrom: (first) => ask<ReceiverState>(received.document, received.field, { first }),
  };
}

/** A tier of a later build may know codes that this one does not. */
function known(code: string | undefined): ErrorCode {
  const found = Object.keys(errorCatalogue).find((one): one is ErrorCode => one === code);
  return found ?? 'SUBGRAPH_UNAVAILABLE';
}
