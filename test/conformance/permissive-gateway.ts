import type { Policy, PurposeView } from '@juki/authorisation';
import { createMemoryAuditLog } from '@juki/audit-log';
import { createGateway, createHttpTransport, type Gateway } from '@juki/gateway';
import { createGrantIssuer } from '@juki/grants/issue';
import { type Agency, contains, legalDateAt, type Purpose } from '@juki/legal-basis';
