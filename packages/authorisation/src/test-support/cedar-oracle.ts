import * as cedar from '@cedar-policy/cedar-wasm/nodejs';
import { invariant } from '@juki/errors';
import type { RuleBook } from '@juki/schema-directives';
import type { TestCatalogue, TestGrant, TestProvision } from './test-catalogue.ts';

/** For whom and when the engine is asked. */
export interface CedarQuestion {
  readonly ruleBook: RuleBook;
  readonly catalogue: TestCatalogue;
  readonly purpose: string;
  readonly on: string;
  readonly ordinance: boolean;
}

/**
 * The same law in the words of Cedar: provisions are groups, a purpose is a member of what it holds, and for each item
 * there is a member that holds what gives that item; alternatives are permissions, prohibitions forbid. The engine walks
 * the tree, combines permissions and lets a prohibition win; none of our code takes part.
 */
export function cedarOracle({ ruleBook, catalogue, purpose, on, ordinance }: CedarQuestion) {
  const { provisions, purposes } = catalogue;
  const inForce = ({ from, to }: TestProvision | TestGrant) =>
    (from === undefined || from <= on) && (to === undefined || on <= to);
  const grants = (purposes[purpose] ?? []).filter((grant) => {
    const provision = provisions[grant.provision];
    const permits = provision && (provision.kind ?? 'permission') === 'permission';
    return permits && inForce(provision) && inForce(grant) && (ordinance || !grant.ordinance);
  });
  const items = ['name', 'sex'];
  const entity = (
    type: string,
    id: string,
    parents: readonly string[],
    attrs: Record<string, cedar.CedarValueJson> = {},
  ) => ({
    uid: { type, id },
    attrs,
    parents: parents.map((parent) => ({ type: 'Provision', id: parent })),
  });
  const giving = (item: string) =>
    grants.filter((grant) => grant.items?.includes(item)).map(({ provision }) => provision);
  const entities = [
    ...Object.entries(provisions).map(([id, { parent }]) => entity('Provision', id, parent ? [parent] : [])),
    ...items.map((item) => entity('Giver', item, giving(item))),
    entity(
      'Purpose',
      purpose,
      grants.map(({ provision }) => provision),
      Object.fromEntries(items.map((item) => [item, { __entity: { type: 'Giver', id: item } }])),
    ),
  ];
  const forbidden = Object.values(provisions).flatMap((it) =>
    it.kind === 'prohibition' && inForce(it) ? (it.items ?? []) : [],
  );

  return function permits(coordinate: string): boolean {
    return ruleBook.requirements(coordinate).every((requirement) => {
      if (requirement.kind !== 'ruled') return requirement.kind === 'structural';
      const { item, alternatives } = requirement;
      const policies = alternatives.map((all) => {
        const needs = all.map((id) => `principal in Provision::${JSON.stringify(id)}`).join(' && ');
        const gives = all.map((id) => `principal.${item} in Provision::${JSON.stringify(id)}`).join(' || ');
        return `permit(principal, action, resource) when { ${needs}${item === null ? '' : ` && (${gives})`} };`;
      });
      const prohibited = forbidden
        .filter((closed) => closed === item)
        .map(() => 'forbid(principal, action, resource);');
      const answer = cedar.isAuthorized({
        principal: { type: 'Purpose', id: purpose },
        action: { type: 'Action', id: 'read' },
        resource: { type: 'Coordinate', id: coordinate },
        context: {},
        policies: { staticPolicies: [...policies, ...prohibited].join('\n') },
        entities,
      });
      invariant(answer.type === 'success', 'the engine understands what the test says');
      invariant(answer.response.diagnostics.errors.length === 0, 'the engine evaluates every policy');
      return answer.response.decision === 'allow';
    });
  };
}
