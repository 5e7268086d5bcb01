import type { ChangeContext } from '../../change-services.ts';

/** 受領済みの通知, given back to its own sender. */
export function nationalReceivedChanges(_root: unknown, { first }: { readonly first: number }, context: ChangeContext) {
  return context.services['change-notifications'].receiving.receivedFrom(first, context);
}
