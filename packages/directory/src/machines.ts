/** A tier's system principal (システム): acts where no person does, under the tier's own purposes (30条の6, 30条の7). */
export interface Machine {
  /** Client id and claim `sub`. */
  readonly id: string;
  /** Claim `juki_agency`. */
  readonly agency: string;
  /** Claim `juki_role`. */
  readonly role: string;
}

/** The machine credentials of the three tiers. Each proves itself with its own private key (RFC 7523). */
export const machines: readonly Machine[] = [
  { id: 'municipal-machine', agency: 'municipal-tier', role: 'tier' },
  { id: 'prefectural-machine', agency: 'prefectural-tier', role: 'tier' },
  { id: 'national-machine', agency: 'national-tier', role: 'tier' },
];
