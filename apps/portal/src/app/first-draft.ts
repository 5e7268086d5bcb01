import type { Example } from '../features/examples/example.ts';
import type { Draft } from '../features/session/pending-sign-in.ts';

const blank: Draft = {
  query:
    '# 事務を選び、例を開くか、ここにクエリを書いてください。\n# Choose a purpose, open an example, or write a query here.\n\n',
  variables: '{}',
  purposeId: null,
  caseNumber: '',
  exampleId: null,
};

/**
 * What stands in the editors at first: the work that was kept through the sign-in, else an example made for this very
 * operator, else a blank sheet. A purpose is filled in only with the query that it belongs to: otherwise a person states
 * it themself.
 */
export function firstDraft(kept: Draft | null, examples: readonly Example[], operatorId: string): Draft {
  if (kept !== null) {
    return kept;
  }
  const example = examples.find(({ operator }) => operator === operatorId);
  return example === undefined
    ? blank
    : {
        query: example.query,
        variables: example.variables,
        purposeId: example.purposeId,
        caseNumber: example.caseNumber,
        exampleId: example.id,
      };
}
