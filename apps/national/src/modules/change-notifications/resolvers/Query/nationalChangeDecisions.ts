import type { ChangeContext } from '../../change-services.ts';

/** 後の判定. */
export function nationalChangeDecisions(_root: unknown, { after }: { readonly after: string }, context: ChangeContext) {
  return context.services['change-notifications'].receiving.decisionsAfter(after, context);
}
