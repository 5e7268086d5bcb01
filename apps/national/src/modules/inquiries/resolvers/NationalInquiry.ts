import { JukiError } from '@juki/errors';
import type { IdentityRecord, Inquiries, RegistryContext, SearchKeyInput } from '@juki/subgraph-runtime';

type Context = RegistryContext<{ readonly inquiries: Inquiries }>;

/** 機構への照会 (住民基本台帳法30条の11): answered in the request in which the prefectural tier sealed it, or refused whole. */
export const NationalInquiry = {
  __resolveReference(
    { token }: { readonly token: unknown },
    { grant, now, ledger, services }: Context,
  ): { readonly key: SearchKeyInput } | null {
    try {
      const { key, batch } = services.inquiries.open(token, { grant, now });
      if (batch) ledger.asBatch();
      return { key };
    } catch (fault) {
      if (fault instanceof JukiError) ledger.refuse(fault);
      throw fault;
    }
  },
  async records(
    { key }: { readonly key: SearchKeyInput },
    _none: unknown,
    { records }: Context,
  ): Promise<readonly IdentityRecord[]> {
    const people = await records.search(key);
    const found = await Promise.all(people.map((person) => records.current(person)));
    return found.filter((record) => record !== null);
  },
};
