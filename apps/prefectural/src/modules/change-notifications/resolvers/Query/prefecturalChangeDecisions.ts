import type { ChangeContext } from '../../change-services.ts';

/** 後の判定. */
export function prefecturalChangeDecisions(
  _root: unknown,
  { after }: { readonly after: string },
  context: ChangeContext,
) {
  return context.services['change-notifications'].receiving.decisionsAfter(after, context);
}
