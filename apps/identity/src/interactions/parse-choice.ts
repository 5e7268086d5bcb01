import { findOperator, isLoginStrength, type LoginStrength, type Operator } from '@juki/directory';

/** What someone chose on the page. */
export type Choice =
  | { readonly kind: 'login'; readonly operator: Operator; readonly strength: LoginStrength }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'unknown' };

/** Reads the posted form: `choice` is `<operator> <acr>`, or empty to cancel. Nobody logs in more strongly than listed. */
export function parseChoice(form: string): Choice {
  const choice = new URLSearchParams(form).getAll('choice');
  if (choice.length !== 1) return { kind: 'unknown' };
  if (choice[0] === '') return { kind: 'cancel' };
  const [id = '', strength = '', ...rest] = (choice[0] ?? '').split(' ');
  const operator = findOperator(id);
  if (operator === undefined || rest.length > 0 || !isLoginStrength(strength)) return { kind: 'unknown' };
  if (!operator.strengths.includes(strength)) return { kind: 'unknown' };
  return { kind: 'login', operator, strength };
}
