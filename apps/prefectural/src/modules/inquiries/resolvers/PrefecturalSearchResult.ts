import type { Inquiries, Person, RegistryContext, SearchKeyInput } from '@juki/subgraph-runtime';

/** What a search found, and by which key. */
export interface Found {
  readonly people: readonly Person[];
  readonly key: SearchKeyInput;
}

/** 機構への照会 (住民基本台帳法30条の11): only where the governor's file holds nobody and the law leads further. */
export const PrefecturalSearchResult = {
  elsewhere(
    { people, key }: Found,
    _none: unknown,
    { grant, now, services }: RegistryContext<{ readonly inquiries: Inquiries }>,
  ): { readonly token: string; readonly purpose: string } | null {
    return people.length > 0 ? null : services.inquiries.seal(key, { grant, now });
  },
};
