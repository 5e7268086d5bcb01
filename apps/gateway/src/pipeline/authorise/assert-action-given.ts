import type { Decision, PurposeView } from '@juki/authorisation';
import { OperationTypeNode } from 'graphql';
import { purposeRefusal } from '../purpose/purpose-refusal.ts';

/**
 * Holds an operation against what the purpose lets its holder do: a query reads, a mutation does something else. Asking for
 * the schema alone, or for `__typename`, reads nothing of the register. Throws `OPERATION_REFUSED`.
 */
export function assertActionGiven(view: PurposeView, type: OperationTypeNode, decision: Decision): void {
  const { actions } = view.purpose;
  const refused = (why: string) => purposeRefusal('OPERATION_REFUSED', { ...view, articles: view }, why);
  if (type === OperationTypeNode.MUTATION) {
    if (actions.some((action) => action !== 'read')) return;
    throw refused('lets its holder read and nothing else; the mutation is refused whole.');
  }
  const asksOfRegister = decision.coordinates.length + decision.withheld.length > 0;
  if (asksOfRegister && !actions.includes('read')) {
    throw refused('does not let its holder read; the query is refused whole.');
  }
}
