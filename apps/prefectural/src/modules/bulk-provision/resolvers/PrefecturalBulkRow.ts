import type { BulkRow } from '@juki/bulk-provision/tier';
import type { Inquiries, RegistryContext } from '@juki/subgraph-runtime';

/** 機構への照会 (住民基本台帳法30条の11) for a row: only where the governor's file holds nobody and the law leads further. */
export const PrefecturalBulkRow = {
  elsewhere(
    { verdict, key }: BulkRow,
    _none: unknown,
    { grant, now, services }: RegistryContext<{ readonly inquiries: Inquiries }>,
  ): { readonly token: string; readonly purpose: string } | null {
    return verdict === 'NOT_FOUND' && key ? services.inquiries.seal(key, { grant, now, batch: true }) : null;
  },
};
