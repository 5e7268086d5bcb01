import type { Provision, ProvisionId } from '../provision.ts';
import type { Purpose, PurposeGrant } from '../purpose.ts';
import type { PurposeId } from '../purpose-id.ts';
import type { Faults } from './faults.ts';

/** What the checks look at: everything but the agencies. */
export interface Parts {
  readonly provisions: ReadonlyMap<ProvisionId, Provision>;
  readonly purposes: ReadonlyMap<PurposeId, Purpose>;
  readonly kinds: ReadonlySet<string>;
}

/** Checks that every id means something, that the tree is a tree, and that no grant says more than its provision. */
export function checkReferences(parts: Parts, faults: Faults): void {
  for (const provision of parts.provisions.values()) checkProvision(provision, parts, faults);
  for (const purpose of parts.purposes.values()) {
    for (const kind of purpose.agencyKinds) {
      if (!parts.kinds.has(kind)) faults.add(purpose.id, `unknown kind of agency ${JSON.stringify(kind)}`);
    }
    for (const grant of purpose.grants) checkGrant(purpose, grant, parts, faults);
  }
}

function checkProvision(provision: Provision, parts: Parts, faults: Faults): void {
  const { id, parent, binds } = provision;
  if (parent !== null && !parts.provisions.has(parent)) faults.add(id, `unknown parent ${JSON.stringify(parent)}`);
  if (parent !== null && parts.provisions.get(parent)?.law.id !== undefined) {
    if (parts.provisions.get(parent)?.law.id !== provision.law.id)
      faults.add(id, `its parent ${parent} is of another law`);
  }
  if (runsInACircle(provision, parts)) faults.add(id, 'its parents run in a circle');
  if (binds === 'all') return;
  for (const purpose of binds) {
    if (!parts.purposes.has(purpose)) faults.add(id, `binds the unknown purpose ${JSON.stringify(purpose)}`);
  }
}

function runsInACircle(provision: Provision, parts: Parts): boolean {
  const seen = new Set<ProvisionId>();
  for (let at: Provision | undefined = provision; at !== undefined; ) {
    if (seen.has(at.id)) return true;
    seen.add(at.id);
    at = at.parent === null ? undefined : parts.provisions.get(at.parent);
  }
  return false;
}

function checkGrant(purpose: Purpose, grant: PurposeGrant, parts: Parts, faults: Faults): void {
  const provision = parts.provisions.get(grant.provision);
  const where = `${purpose.id} on ${grant.provision}`;
  if (provision === undefined) {
    faults.add(purpose.id, `rests on the unknown provision ${JSON.stringify(grant.provision)}`);
    return;
  }
  if (provision.container) faults.add(where, 'a container says nothing of its own: name the part');
  if (provision.kind === 'prohibition') faults.add(where, 'a prohibition gives nothing');
  if (provision.kind === 'duty' && grant.items.length > 0) faults.add(where, 'a duty opens no item');
  if (grant.verification === 'verified' && provision.items.length > 0) {
    const beyond = grant.items.filter((item) => !provision.items.includes(item));
    if (beyond.length > 0)
      faults.add(where, `a verified grant gives what the provision does not name: ${beyond.join(', ')}`);
  }
  const own = purpose.grants[0] === grant;
  const refused = own ? grant.items.filter((item) => purpose.row.excludedItems.includes(item)) : [];
  if (refused.length > 0) faults.add(where, `gives what its own row excludes: ${refused.join(', ')}`);
}
