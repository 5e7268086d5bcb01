import {
  type Catalogue,
  contains,
  type ItemId,
  type LegalDate,
  type ProvisionId,
  type Purpose,
  type PurposeGrant,
} from '@juki/legal-basis';
import type { WithheldReason } from './ruling.ts';

/** The grants that cover a provision for a purpose on a day, or why none does. */
export type Support =
  | { readonly grants: readonly PurposeGrant[] }
  | { readonly grants: null; readonly reason: WithheldReason };

/** What a purpose can rely on, on one day. */
export interface Grounds {
  /** What covers a provision that a rule demands: it, or a part of it, held and in force. */
  support(required: ProvisionId): Support;
  /** Provisions that close an item to the purpose on the day. */
  prohibitions(item: ItemId): readonly ProvisionId[];
  /** Whether records held the item at all on the day: 旧氏 since 2019-11-05. */
  held(item: ItemId): boolean;
}

/** What {@link grounds} is asked about. */
export interface GroundsQuestion {
  readonly catalogue: Catalogue;
  readonly purpose: Purpose;
  readonly date: LegalDate;
  readonly ordinance: boolean;
}

/**
 * Reads what a purpose rests on. Only a permission opens: 記録, 報告 or 安全確保 as a duty neither permits nor forbids, and
 * a grant that names a prohibition is no grant. The catalogue's tree says what a provision contains.
 */
export function grounds({ catalogue, purpose, date, ordinance }: GroundsQuestion): Grounds {
  const permissions = purpose.grants.filter((grant) => catalogue.provision(grant.provision)?.kind === 'permission');
  const remembered = new Map<ProvisionId, Support>();
  const closing = new Map<ItemId, readonly ProvisionId[]>();

  function find(required: ProvisionId): Support {
    const covering = permissions.filter((grant) => catalogue.covers(required, grant.provision));
    if (covering.length === 0) return { grants: null, reason: 'NO_BASIS_FOR_PURPOSE' };
    const current = covering.filter(inForce);
    if (current.length === 0) return { grants: null, reason: 'NOT_IN_FORCE' };
    const open = current.filter((grant) => ordinance || !grant.ordinance);
    return open.length === 0 ? { grants: null, reason: 'ORDINANCE_MISSING' } : { grants: open };
  }

  function inForce(grant: PurposeGrant): boolean {
    const provision = catalogue.provision(grant.provision);
    return [purpose, grant, provision].every((part) => part !== undefined && contains(part.inForce, date));
  }

  return {
    support(required) {
      const known = remembered.get(required) ?? find(required);
      remembered.set(required, known);
      return known;
    },
    prohibitions(item) {
      const known = closing.get(item) ?? catalogue.prohibitions(item, date, purpose.id).map(({ id }) => id);
      closing.set(item, known);
      return known;
    },
    held(item) {
      const entry = catalogue.items.get(item);
      return entry !== undefined && contains(entry.inForce, date);
    },
  };
}
