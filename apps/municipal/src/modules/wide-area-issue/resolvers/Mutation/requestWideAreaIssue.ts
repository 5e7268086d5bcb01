import type { RegistryContext } from '@juki/subgraph-runtime';
import { issue, type WideAreaIssue } from '../../issue.ts';
import type { WideAreaRequestInput } from '../../parse-request.ts';
import type { WithWideArea } from '../../wide-area-services.ts';

/** 広域交付の請求 (住民基本台帳法12条の4第1項, 第2項). */
export function requestWideAreaIssue(
  _root: unknown,
  { request }: { readonly request: WideAreaRequestInput },
  { services, grant, now, ledger }: RegistryContext<WithWideArea>,
): Promise<WideAreaIssue> {
  const { agency, operator } = grant.actor;
  return issue(services['wide-area-issue'], request, { agency, operator, now, ledger });
}
