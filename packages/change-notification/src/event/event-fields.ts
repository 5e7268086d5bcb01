import type { EventField } from './change-event.ts';

/** The form of a field, before what it means is asked. */
export type FieldForm =
  | { readonly form: 'text'; readonly optional: boolean; readonly most: number; readonly script: 'any' | 'kana' }
  | { readonly form: 'day' }
  | { readonly form: 'flag' }
  | { readonly form: 'set'; readonly set: 'sex' | 'kind' | 'reason' }
  | { readonly form: 'number'; readonly optional: boolean; readonly of: 'individual' | 'code' }
  | { readonly form: 'municipality'; readonly optional: boolean }
  | { readonly form: 'eventId'; readonly optional: boolean };

const text = (most: number, optional = false, script: 'any' | 'kana' = 'any'): FieldForm => ({
  form: 'text',
  optional,
  most,
  script,
});

/** Every field of an event and its form. Limits are our own: the law sets none, and they bound what a file can do to us. */
export const eventFields: Readonly<Record<EventField, FieldForm>> = {
  eventId: { form: 'eventId', optional: false },
  municipalityCode: { form: 'municipality', optional: false },
  changeKind: { form: 'set', set: 'kind' },
  changeReason: { form: 'set', set: 'reason' },
  changeDate: { form: 'day' },
  planned: { form: 'flag' },
  name: text(100),
  nameKana: text(100, true, 'kana'),
  formerSurname: text(50, true),
  formerSurnameKana: text(50, true, 'kana'),
  alias: text(100, true),
  birthDate: { form: 'day' },
  sex: { form: 'set', set: 'sex' },
  address: text(200),
  individualNumber: { form: 'number', optional: false, of: 'individual' },
  residentCode: { form: 'number', optional: false, of: 'code' },
  previousIndividualNumber: { form: 'number', optional: true, of: 'individual' },
  previousResidentCode: { form: 'number', optional: true, of: 'code' },
  firstResidentCode: { form: 'number', optional: true, of: 'code' },
  movedFrom: { form: 'municipality', optional: true },
  corrects: { form: 'eventId', optional: true },
  repair: { form: 'flag' },
};
