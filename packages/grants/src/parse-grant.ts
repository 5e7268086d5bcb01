import { JukiError } from '@juki/errors';
import type { Actor, Grant, Scope } from './grant.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads the payload of a grant. The signature is checked before, so what fails here is a fault of the gateway or a
 * stolen key; both are refused with `GRANT_INVALID`. Unknown fields are refused too: a subgraph must not overlook a
 * restriction that it does not know.
 */
export function parseGrant(value: unknown): Grant {
  const grant = record(value, 'grant', grantFields);
  if (grant['version'] !== 1) throw invalid('version');
  return {
    version: 1,
    id: text(grant, 'id'),
    audience: text(grant, 'audience'),
    issuedAt: wholeNumber(grant, 'issuedAt'),
    expiresAt: wholeNumber(grant, 'expiresAt'),
    bodyHash: text(grant, 'bodyHash'),
    tokenHash: text(grant, 'tokenHash'),
    actor: parseActor(grant['actor']),
    purpose: text(grant, 'purpose'),
    secondHopOf: textOrNull(grant, 'secondHopOf'),
    provisions: texts(grant, 'provisions'),
    coordinates: texts(grant, 'coordinates'),
    scope: parseScope(grant['scope']),
    ordinances: texts(grant, 'ordinances'),
    case: textOrNull(grant, 'case'),
    snapshot: text(grant, 'snapshot'),
    date: text(grant, 'date'),
    decidedAt: wholeNumber(grant, 'decidedAt'),
    request: text(grant, 'request'),
  };
}

const grantFields = [
  'version',
  'id',
  'audience',
  'issuedAt',
  'expiresAt',
  'bodyHash',
  'tokenHash',
  'actor',
  'purpose',
  'secondHopOf',
  'provisions',
  'coordinates',
  'scope',
  'ordinances',
  'case',
  'snapshot',
  'date',
  'decidedAt',
  'request',
];

const actorFields = ['operator', 'agency', 'tier', 'role', 'section', 'terminal', 'acr', 'amr', 'kind'];

function parseActor(value: unknown): Actor {
  const actor = record(value, 'actor', actorFields);
  const kind = actor['kind'];
  if (kind !== 'operator' && kind !== 'resident' && kind !== 'system') throw invalid('actor.kind');
  return {
    operator: text(actor, 'operator'),
    agency: text(actor, 'agency'),
    tier: text(actor, 'tier'),
    role: text(actor, 'role'),
    section: textOrNull(actor, 'section'),
    terminal: textOrNull(actor, 'terminal'),
    acr: text(actor, 'acr'),
    amr: texts(actor, 'amr'),
    kind,
  };
}

function parseScope(value: unknown): Scope {
  const { reach } = record(value, 'scope');
  switch (reach) {
    case 'none':
    case 'nationwide':
      record(value, 'scope', ['reach']);
      return { reach };
    case 'own-prefecture':
    case 'outside-prefecture':
      return { reach, prefecture: text(record(value, 'scope', ['reach', 'prefecture']), 'prefecture') };
    case 'own-municipality':
      return { reach, municipality: text(record(value, 'scope', ['reach', 'municipality']), 'municipality') };
    case 'self':
      return { reach, certificate: text(record(value, 'scope', ['reach', 'certificate']), 'certificate') };
    default:
      throw invalid('scope.reach');
  }
}

function record(value: unknown, name: string, fields?: readonly string[]): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(name);
  if (
    fields &&
    (Object.keys(value).length !== fields.length || !fields.every((field) => Object.hasOwn(value, field)))
  ) {
    throw invalid(name);
  }
  return Object.fromEntries(Object.entries(value));
}

function text(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value !== 'string' || value === '') throw invalid(name);
  return value;
}

function textOrNull(fields: Fields, name: string): string | null {
  return fields[name] === null ? null : text(fields, name);
}

function texts(fields: Fields, name: string): readonly string[] {
  const value = fields[name];
  if (!Array.isArray(value)) throw invalid(name);
  return value.map((entry: unknown) => {
    if (typeof entry !== 'string') throw invalid(name);
    return entry;
  });
}

function wholeNumber(fields: Fields, name: string): number {
  const value = fields[name];
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw invalid(name);
  return value;
}

function invalid(field: string): JukiError {
  return new JukiError('GRANT_INVALID', `The grant is malformed: ${field}.`);
}
