import { GatewayFault } from './gateway-fault.ts';
import { isRecord, textOf } from './json.ts';

/** What the gateway tells the page about itself (`GET /config.json`). */
export interface PortalConfig {
  readonly issuer: string;
  readonly clientId: string;
  /** The register holds invented people only: the page says so, and may keep variables through a sign-in. */
  readonly syntheticData: boolean;
  readonly profile: string;
}

/** Parses `/config.json`. Only an explicit `true` makes the data synthetic. */
export function parsePortalConfig(value: unknown): PortalConfig {
  const record = isRecord(value) ? value : {};
  const issuer = textOf(record, 'issuer');
  if (issuer === null || !URL.canParse(issuer)) {
    throw new GatewayFault('unreadable', null);
  }
  return {
    issuer,
    clientId: textOf(record, 'clientId') ?? 'juki-portal',
    syntheticData: record['syntheticData'] === true,
    profile: textOf(record, 'profile') ?? 'service',
  };
}
