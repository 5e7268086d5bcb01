import { OperationTypeNode } from 'graphql';
import type { PurposeBound } from '../purpose/bind-purpose.ts';
import { purposeRefusal } from '../purpose/purpose-refusal.ts';

/**
 * An affair that owes a second approver is done by people of the body that acts: of two approvals neither may be a
 * machine's, nor one of the sandbox, which stands in for everybody. Who the two are, and that neither approves their own
 * proposal, is held where the act takes effect, in the tier's database. Throws `OPERATION_REFUSED`.
 */
export function assertPerson({ view, identified }: PurposeBound, type: OperationTypeNode): void {
  if (type !== OperationTypeNode.MUTATION || !view.purpose.obligations.includes('second-approver')) return;
  const { actor, agency } = identified;
  if (actor.kind === 'operator' && !agency.anyPurpose) return;
  const why = 'takes two people of the body that acts, and you are none; the mutation is refused whole.';
  throw purposeRefusal('OPERATION_REFUSED', { ...view, articles: view }, why);
}
