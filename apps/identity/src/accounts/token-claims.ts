import { type LoginStrength, loginStrengths, type Machine, type Operator } from '@juki/directory';
import { invariant } from '@juki/errors';

/**
 * What an access token says of its holder beside the claims of RFC 9068: agency (機関), role, section (所属), terminal
 * (端末), login strength, kind, and for a resident the serial of the certificate. No name: the gateway needs none.
 */
export function operatorClaims(operator: Operator, strength: LoginStrength): Record<string, unknown> {
  invariant(operator.strengths.includes(strength), 'a login strength is checked before a token is made');
  return {
    ...identity(operator),
    juki_section: operator.section ?? undefined,
    juki_terminal: operator.terminal ?? undefined,
    juki_certificate: operator.certificate ?? undefined,
    acr: strength,
    amr: [...loginStrengths[strength].amr],
  };
}

/** The same for a tier's machine: a system principal in the operator's place. */
export function machineClaims(machine: Machine): Record<string, unknown> {
  return {
    juki_kind: 'system',
    juki_agency: machine.agency,
    juki_role: machine.role,
    acr: 'urn:juki:acr:machine',
    amr: [...loginStrengths['urn:juki:acr:machine'].amr],
  };
}

/** What the ID token tells the portal, so that it can greet the operator by name. */
export function idTokenClaims(operator: Operator): Record<string, unknown> {
  return { ...identity(operator), name: operator.name.en, 'name#ja': operator.name.ja };
}

function identity(operator: Operator): Record<string, unknown> {
  return { juki_kind: operator.kind, juki_agency: operator.agency, juki_role: operator.role };
}
