import { type BulkContext, type RegistrationInput, showStep } from '@juki/bulk-provision/tier';

/** 一括提供, step 3: registers what a terminal has taken. */
export async function prefecturalRegisterBulkJob(
  _root: unknown,
  { input }: { readonly input: RegistrationInput },
  context: BulkContext,
) {
  return showStep(await context.services['bulk-provision'].register(input, context));
}
